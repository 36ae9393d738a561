package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.MemberViews.Filter;
import io.rollcall.application.port.MemberViews.MemberRow;
import io.rollcall.application.port.MemberViews.Ordering;
import io.rollcall.application.port.MemberViews.Query;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.PortContract;
import io.rollcall.application.port.Ports;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages by number are exact, whoever came and went, wherever their ids lie. */
@PostgresTest
class MemberRangesTest extends PortContract {
  @Inject PanachePorts ports;
  @Inject MemberViews views;
  @Inject Superuser superuser;

  @Override
  protected Ports ports() {
    return ports;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 30})
  void everyPageByItsNumberFollowsTheOneBefore(int size) {
    var random = new Random(size);
    var owner = person("owner");
    var here = found(owner);
    var members = new TreeSet<>(List.of(owner));
    for (int i = 0; i < 90; i++) {
      if (random.nextInt(4) == 0 && members.size() > 1) {
        var gone = members.last();
        change(here, List.of(gone), occasion(owner, i), slice -> slice.remove(owner, gone));
        members.remove(gone);
      } else {
        // Ids apart by more than the narrowest range, now and then by more than the next.
        IntStream.range(0, random.nextInt(10) == 0 ? 5000 : random.nextInt(90))
            .forEach(skipped -> ports.ids().nextUser());
        var come = person("come" + i);
        join(here, owner, come, Role.ANNOTATOR, i);
        members.add(come);
      }
    }

    var pages =
        IntStream.rangeClosed(1, members.size() / size + 2)
            .mapToObj(number -> page(here, number, size))
            .toList();

    assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(members);
    assertThat(pages.getLast()).isEmpty();
    assertThat(superuser.wrongRanges()).isEmpty();
  }

  private List<UserId> page(OrganizationId here, int number, int size) {
    var query =
        new Query(here, Filter.ALL, Ordering.USER_ID, false, new Page.Request(number, size));
    return views.members(query).items().stream().map(MemberRow::userId).map(UserId::new).toList();
  }
}
