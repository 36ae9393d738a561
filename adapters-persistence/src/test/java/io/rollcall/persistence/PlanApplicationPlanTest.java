package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How PostgreSQL carries out a plan for many new people, of whom it has no statistics yet: that no
 * step looks at the whole plan for each of its rows.
 */
@PostgresTest
class PlanApplicationPlanTest {
  private static final long HERE = 930_000_000;
  private static final long RUN = 1;
  private static final int PEOPLE = 3_000;

  @Inject Superuser superuser;
  @Inject Plans plans;

  @BeforeEach
  void plan() {
    superuser.change(
        """
        insert into app_user (id, email, joined_at, last_activity)
        select ? + n, 'planned' || n || '@example.com', now(), now() from generate_series(1, ?) n""",
        HERE,
        PEOPLE);
    superuser.change(
        """
        insert into organization (id, title, owner_id, created_at, member_count, history_count)
        values (?, 'Planned', ?, now(), ?, ?)""",
        HERE,
        HERE + 1,
        PEOPLE,
        PEOPLE);
    superuser.change(
        """
        insert into membership (organization_id, user_id, id, role, entitled_role, rule, source, seated, entitled_since,
          joined_at)
        select ?, ? + n, ? + n, 'AN', 'AN', 'highest-mapped', 'ldap', true, now(), now() from generate_series(1, ?) n""",
        HERE,
        HERE,
        HERE,
        PEOPLE);
    superuser.change(
        """
        insert into sync_change (organization_id, run_id, position, kind, user_id, new_user, new_member, listed,
          role_after, rule_after, source_after, seat_after, add_grants)
        select ?, ?, n, 'joined', ? + n, true, true, true, 'AN', 'highest-mapped', 'ldap', true, array[n::bigint]
        from generate_series(1, ?) n""",
        HERE,
        RUN,
        HERE,
        PEOPLE);
  }

  @AfterEach
  void clean() {
    superuser.change("delete from sync_change where organization_id = ?", HERE);
    superuser.change("delete from membership where organization_id = ?", HERE);
    superuser.change("delete from organization where id = ?", HERE);
    superuser.change("delete from app_user where id between ? and ?", HERE, HERE + PEOPLE);
  }

  @Test
  void historyReadsThePlanAFewTimesAndNotForEachOfItsRows() throws SQLException {
    var plan =
        plans.of(
            HERE,
            PlanApplication.HISTORY,
            HERE,
            RUN,
            HERE,
            Instant.parse("2026-11-24T10:00:00Z"),
            HERE,
            "sync",
            RUN,
            HERE,
            RUN);

    assertThat(Plans.allRows(plan))
        .as("rows of any step: " + String.join("\n", plan))
        .isNotEmpty()
        .allMatch(rows -> rows <= 2L * PEOPLE);
  }
}
