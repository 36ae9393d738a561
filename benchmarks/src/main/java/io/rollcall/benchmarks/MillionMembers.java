package io.rollcall.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Fills an organization with members as a sync would have left them, by SQL: what is measured is
 * reading them. User ids begin at {@value #FIRST}.
 */
final class MillionMembers {
  static final long FIRST = 1_000;

  private MillionMembers() {}

  /**
   * @param owner a connection as the owner of the tables, whom no policy binds
   */
  static void write(Connection owner, long organization, int members) throws SQLException {
    try (var statement = owner.createStatement()) {
      statement.execute("set synchronous_commit = off");
      statement.execute(PEOPLE.formatted(FIRST, members));
      statement.execute(MEMBERSHIPS.formatted(organization, FIRST, FIRST, members));
      statement.execute(GRANTS.formatted(organization, FIRST, FIRST, members));
      statement.execute(COUNTS.formatted(members, members, organization));
      statement.execute(RANGES.formatted(organization));
      for (int taken = BATCH; taken == BATCH; ) {
        try (var rows = statement.executeQuery("select index_search_text(%d)".formatted(BATCH))) {
          rows.next();
          taken = rows.getInt(1);
        }
      }
      statement.execute(
          "vacuum (analyze) app_user, search_text, search_pending, membership, member_range, access_grant, organization");
    }
  }

  private static final int BATCH = 50_000;

  private static final String PEOPLE =
      """
      insert into app_user (id, email, username, first_name, last_name, joined_at, last_activity)
      select %d + n, 'person' || n || '@example.org', 'person' || n,
        (array['Ada', 'Ben', 'Chloé', 'Deniz', 'Élodie', 'Farid', 'Grace', 'Hiroshi', 'Ivan', 'Joy'])[1 + n %% 10],
        (array['Okafor', 'Lefèvre', 'Tanaka', 'Petrov', 'Wambui', 'Mensah'])[1 + n / 10 %% 6] || ' '
          || substr(md5(n::text), 1, 6),
        now(), now()
      from generate_series(1, %d) n""";

  private static final String MEMBERSHIPS =
      """
      insert into membership (organization_id, user_id, id, role, entitled_role, rule, source, seated, entitled_since,
        joined_at)
      select %d, %d + n, %d + n, r.role, r.role, 'highest-mapped', 'ldap', true, now(), now()
      from generate_series(1, %d) n
      cross join lateral (select (array['AN', 'AN', 'AN', 'AN', 'AN', 'AN', 'AN', 'RE', 'RE', 'MA'])[1 + n %% 10] as role) r""";

  private static final String GRANTS =
      """
      insert into access_grant (organization_id, id, user_id, target, role, source, recorded_by, since)
      select %d, %d + n, %d + n, 'role', 'NO', 'default', 'system', now() from generate_series(1, %d) n""";

  private static final String COUNTS =
      """
      update organization set member_count = member_count + %d, seats_taken = seats_taken + %d where id = %d""";

  private static final String RANGES =
      """
      insert into member_range
      select m.organization_id, w.width, m.user_id >> w.width, count(*)
      from membership m, (values (6), (12), (18)) w(width)
      where m.organization_id = %d and m.deleted_at is null
      group by m.organization_id, w.width, m.user_id >> w.width
      on conflict (organization_id, width, range) do update set members = excluded.members""";
}
