package io.rollcall.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The members of an organization with their roles and the reasons, as a table for a terminal. */
final class MemberTable {
  private static final Map<String, String> ROLES =
      Map.of(
          "OW",
          "Owner",
          "AD",
          "Administrator",
          "MA",
          "Manager",
          "RE",
          "Reviewer",
          "AN",
          "Annotator",
          "NO",
          "Not activated",
          "DI",
          "Deactivated");

  private final List<Row> rows = new ArrayList<>();

  private record Row(
      long id, String username, String name, String email, String role, String reason) {}

  MemberTable(RollcallClient rollcall, long organization) {
    var path = "/api/organizations/%d/memberships".formatted(organization);
    for (int page = 1; ; page++) {
      var results = rollcall.get("%s?page=%d&page_size=100".formatted(path, page)).path("results");
      if (results.isEmpty()) {
        return;
      }
      for (var member : results) {
        var user = member.path("user");
        long id = user.path("id").asLong();
        rows.add(
            new Row(
                id,
                user.path("username").asText(),
                (user.path("first_name").asText() + " " + user.path("last_name").asText()).strip(),
                user.path("email").asText(),
                ROLES.getOrDefault(member.path("role").asText(), member.path("role").asText()),
                rollcall.get("%s/%d/explanation".formatted(path, id)).path("summary").asText()));
      }
    }
  }

  /** The id of somebody by user name; of the first when nobody has it. */
  long idOf(String username) {
    return rows.stream()
        .filter(row -> row.username.equals(username))
        .findFirst()
        .orElse(rows.getFirst())
        .id;
  }

  void print(PrintStream out) {
    int name = widest(rows.stream().map(Row::name).toList());
    int email = widest(rows.stream().map(Row::email).toList());
    int role = widest(rows.stream().map(Row::role).toList());
    var line = "%%-%ds  %%-%ds  %%-%ds  %%s%%n".formatted(name, email, role);
    out.printf(line, "Name", "E-mail", "Role", "Why");
    out.printf(line, "-".repeat(name), "-".repeat(email), "-".repeat(role), "-".repeat(3));
    rows.forEach(row -> out.printf(line, row.name, row.email, row.role, row.reason));
  }

  private static int widest(List<String> texts) {
    return texts.stream().mapToInt(text -> text.codePointCount(0, text.length())).max().orElse(1);
  }
}
