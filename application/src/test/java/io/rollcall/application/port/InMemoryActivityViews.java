package io.rollcall.application.port;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

public final class InMemoryActivityViews implements ActivityViews {
  private static final Comparator<Row> BY_TIME =
      Comparator.comparing(Row::at).thenComparing(Row::id);

  private final InMemoryWorld world;

  InMemoryActivityViews(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public Found find(Query query) {
    var matching = matching(query);
    long total =
        world.tables.activities.stream()
            .filter(row -> row.organizationId() == query.organization().value())
            .count();
    return new Found(
        matching.stream().skip(query.page().offset()).limit(query.page().size()).toList(),
        matching.size(),
        total);
  }

  @Override
  public List<Row> after(Query query, @Nullable Key last, int most) {
    var matching = matching(query);
    int begin = 0;
    while (last != null && begin < matching.size() && !matching.get(begin).key().equals(last)) {
      begin++;
    }
    return matching.stream().skip(last == null ? 0 : begin + 1L).limit(most).toList();
  }

  private List<Row> matching(Query query) {
    return world.tables.activities.stream()
        .filter(row -> row.organizationId() == query.organization().value())
        .filter(row -> matches(row, query.filter()))
        .sorted(query.oldestFirst() ? BY_TIME : BY_TIME.reversed())
        .toList();
  }

  private static boolean matches(Row row, Filter filter) {
    var part = filter.search().toLowerCase(Locale.ROOT);
    return (row.path().toLowerCase(Locale.ROOT).contains(part)
            || row.email().toLowerCase(Locale.ROOT).contains(part))
        && (filter.method().isEmpty() || filter.method().equals(row.method()))
        && (filter.user() == null || filter.user().value() == row.userId())
        && (filter.project() == null || Objects.equals(filter.project().value(), row.projectId()))
        && (filter.workspace() == null
            || Objects.equals(filter.workspace().value(), row.workspaceId()))
        && (filter.from() == null || !row.at().isBefore(filter.from()))
        && (filter.before() == null || row.at().isBefore(filter.before()));
  }
}
