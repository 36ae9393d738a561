package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How PostgreSQL finds a page in the middle of a long history, and a moment in it. */
@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryPagePlanTest {
  private static final long HERE = 910_000_000;
  private static final int CHANGES = 30_000;

  @Inject Superuser superuser;
  @Inject Plans plans;

  @BeforeAll
  void changes() {
    superuser.change(
        """
        insert into app_user (id, email, joined_at, last_activity)
        select ? + n, 'history' || n || '@example.com', now(), now() from generate_series(1, ?) n""",
        HERE,
        CHANGES);
    superuser.change(
        "insert into organization (id, title, owner_id, created_at, history_count) values (?, 'Long', ?, now(), ?)",
        HERE,
        HERE + 1,
        CHANGES);
    superuser.change(
        """
        insert into membership (organization_id, user_id, id, role, entitled_role, rule, source, seated, entitled_since,
          joined_at)
        select ?, ? + n, ? + n, 'AN', 'AN', 'manual-pin', 'manual', true, now(), now() from generate_series(1, ?) n""",
        HERE,
        HERE,
        HERE,
        CHANGES);
    superuser.change(
        """
        insert into membership_history (organization_id, user_id, number, at, members, transition, recorded_by,
          recorded_by_id, role_after, rule_after, source_after, assigned, reason)
        select ?, ? + n, n, '2026-01-01'::timestamptz + n * interval '1 minute', 1000, 'access-changed',
          'user', ? + 1, 'AN', 'manual-pin', 'manual', n * 2, 'test'
        from generate_series(1, ?) n""",
        HERE,
        HERE,
        HERE,
        CHANGES);
    superuser.change("analyze membership_history, membership, app_user");
  }

  @AfterAll
  void clean() {
    for (var table : List.of("membership_history", "membership")) {
      superuser.change("delete from " + table + " where organization_id = ?", HERE);
    }
    superuser.change("delete from organization where id = ?", HERE);
    superuser.change("delete from app_user where id between ? and ?", HERE, HERE + CHANGES);
  }

  @Test
  void pageInTheMiddleReadsNoMoreThanItself() throws SQLException {
    var sql =
        SqlHistoryViews.CHANGES.formatted(
            "h.organization_id = ? and h.number between ? and ? and h.number between ? and ?",
            "desc",
            30,
            "desc");

    var plan = plans.of(HERE, sql, HERE, 1L, (long) CHANGES, 15_001L, 15_030L, 0L);

    assertThat(plan)
        .anyMatch(line -> line.contains("membership_history_organization_id_number_key"));
    assertThat(Plans.rows(plan)).as("rows of any step: " + plan).allMatch(rows -> rows <= 30);
  }

  @Test
  void momentIsFoundByHalving() {
    superuser.change("update organization set history_count = ? where id = ?", CHANGES, HERE);
    assertThat(number("2025-01-01")).isEqualTo(1);
    assertThat(number("2026-01-01 00:01:00")).isEqualTo(1);
    assertThat(number("2026-01-11 00:00:30")).isEqualTo(14_401);
    assertThat(number("2027-01-01")).isEqualTo(CHANGES + 1);
  }

  private int number(String moment) {
    return superuser.number("select history_from(?, ?::timestamptz)", HERE, moment + "+00");
  }
}
