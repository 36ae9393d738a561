package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.ActivityViews.Filter;
import io.rollcall.application.port.ActivityViews.Query;
import io.rollcall.application.port.Page;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.WorkspaceId;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How PostgreSQL finds a page in a long activity log, under the policy that guards it. */
@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActivityPlanTest {
  private static final long HERE = 910_000_000;
  private static final OrganizationId ORGANIZATION = new OrganizationId(HERE);

  @Inject PanachePorts ports;
  @Inject Tenancy tenancy;
  @Inject Superuser superuser;

  @BeforeAll
  void log() {
    superuser.change(
        """
        insert into activity (organization_id, at, duration_ms, status, method, path, user_id, email, address, user_agent,
          referer, workspace_id, project_id)
        select ? + n % 3, timestamptz '2026-01-01' + n * interval '1 second', 1, 200, 'POST', '/api/workspaces/', n % 500,
          'somebody@example.com', '', '', '', case when n % 5 = 0 then n % 50 end, case when n % 7 = 0 then n % 70 end
        from generate_series(1, 60000) n""",
        HERE);
    superuser.change("analyze activity");
  }

  @AfterAll
  void clean() {
    superuser.change("delete from activity where organization_id between ? and ? + 2", HERE, HERE);
  }

  static Stream<Filter> filters() {
    return Stream.of(
        new Filter("", "", null, null, null, null, null),
        new Filter("", "", new UserId(7), null, null, null, null),
        new Filter("", "", null, new ProjectId(7), null, null, null),
        new Filter("", "", null, null, new WorkspaceId(5), null, null),
        new Filter(
            "",
            "",
            null,
            null,
            null,
            Instant.parse("2026-01-01T04:00:00Z"),
            Instant.parse("2026-01-01T05:00:00Z")));
  }

  private List<String> plan(SqlActivityViews.Statement statement) {
    return ports.transaction(
        () ->
            tenancy.list(
                ORGANIZATION,
                "explain " + statement.sql(),
                row -> row.getString(1),
                statement.bound()));
  }

  private static Query query(Filter filter, boolean oldestFirst) {
    return new Query(ORGANIZATION, filter, oldestFirst, new Page.Request(1, 30));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void pageIsReadFromAnIndexInItsOrder(Filter filter) {
    for (var oldestFirst : List.of(true, false)) {
      var plan = plan(SqlActivityViews.page(query(filter, oldestFirst)));
      assertThat(plan)
          .anyMatch(line -> line.contains("Index") && line.contains("activity_"))
          .noneMatch(line -> line.contains("Seq Scan"))
          .noneMatch(line -> line.contains("Sort"));
    }
  }

  @Test
  void searchReadsAWindowFromTheIndex() {
    var query = query(new Filter("workspaces", "POST", null, null, null, null, null), false);

    for (var statement :
        List.of(SqlActivityViews.page(query), SqlActivityViews.count(query).orElseThrow())) {
      assertThat(statement.sql()).contains("limit 100000");
      assertThat(plan(statement)).noneMatch(line -> line.contains("Sort"));
    }
  }

  @Test
  void allIsAKeptCount() {
    assertThat(
            SqlActivityViews.count(query(new Filter("", "", null, null, null, null, null), false)))
        .isEmpty();
  }
}
