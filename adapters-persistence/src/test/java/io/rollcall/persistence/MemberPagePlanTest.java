package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.MemberViews.Filter;
import io.rollcall.application.port.MemberViews.Ordering;
import io.rollcall.application.port.MemberViews.Query;
import io.rollcall.application.port.MemberViews.Traits;
import io.rollcall.application.port.MemberViews.Within;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.SearchIndex;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.WorkspaceId;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How PostgreSQL finds a page among many members, with the plan it keeps for a prepared statement:
 * the one that once read all users from the start.
 */
@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MemberPagePlanTest {
  private static final long HERE = 900_000_000;
  private static final int MEMBERS = 30_000;

  @Inject Superuser superuser;
  @Inject Plans plans;
  @Inject SearchIndex index;

  @BeforeAll
  void members() {
    superuser.change(
        """
        insert into app_user (id, email, joined_at, last_activity)
        select ? + n, 'plan' || n || '@example.com', now(), now() from generate_series(1, ?) n""",
        HERE,
        MEMBERS);
    superuser.change(
        """
        insert into membership (organization_id, user_id, id, role, entitled_role, rule, source, seated, entitled_since,
          joined_at)
        select ?, ? + n, ? + n, 'AN', 'AN', 'manual-pin', 'manual', true, now(), now() from generate_series(1, ?) n""",
        HERE,
        HERE,
        HERE,
        MEMBERS);
    superuser.change(
        """
        insert into membership (organization_id, user_id, id, role, entitled_role, rule, source, seated, entitled_since,
          joined_at)
        select ? + n % 200 + 1, ? + n, ? + n, 'AN', 'AN', 'manual-pin', 'manual', true, now(), now()
        from generate_series(1, ?) n""",
        HERE, HERE, HERE, MEMBERS);
    superuser.change(
        """
        insert into member_range
        select organization_id, w, user_id >> w, count(*) from membership, unnest(array[6, 12, 18]) w
        where organization_id = ? group by 1, 2, 3""",
        HERE);
    place();
    while (index.advance(MEMBERS) == MEMBERS) {
      // Other tests leave people who wait, too.
    }
    superuser.change("vacuum (analyze) search_text, search_pending");
    superuser.change(
        "analyze app_user, membership, member_range, workspace, project, workspace_member, project_member");
  }

  /** A project of a workspace that everybody is in; one in six was put there besides. */
  private void place() {
    superuser.change(
        """
        insert into organization (id, title, owner_id, created_at) values (?, 'Plans', ?, now())""",
        HERE,
        HERE + 1);
    superuser.change(
        """
        insert into workspace (organization_id, id, title, created_by, created_at) values (?, ?, 'All', ?, now())""",
        HERE,
        HERE,
        HERE + 1);
    superuser.change(
        """
        insert into project (organization_id, id, workspace_id, title, created_by, created_at)
        values (?, ?, ?, 'One', ?, now())""",
        HERE,
        HERE,
        HERE,
        HERE + 1);
    superuser.change(
        "insert into workspace_member (organization_id, workspace_id, user_id) select ?, ?, ? + n from generate_series(1, ?) n",
        HERE,
        HERE,
        HERE,
        MEMBERS);
    superuser.change(
        """
        insert into project_member (organization_id, project_id, user_id, role)
        select ?, ?, ? + n, 'Inherit' from generate_series(1, ?) n where n % 6 = 0""",
        HERE, HERE, HERE, MEMBERS);
  }

  @AfterAll
  void clean() {
    superuser.change("delete from workspace_member where organization_id = ?", HERE);
    superuser.change("delete from project_member where organization_id = ?", HERE);
    superuser.change("delete from project where organization_id = ?", HERE);
    superuser.change("delete from organization where id = ?", HERE);
    superuser.change("delete from member_range where organization_id = ?", HERE);
    superuser.change("delete from membership where organization_id >= ?", HERE);
    superuser.change("delete from app_user where id > ?", HERE);
  }

  private static Query query(boolean descending, Page.Request page) {
    return new Query(new OrganizationId(HERE), Filter.ALL, Ordering.USER_ID, descending, page);
  }

  @Test
  void pageByNumberJoinsOnlyItsOwnUsers() throws SQLException {
    assertOnlyOwnUsers(plan(query(true, new Page.Request(500, 30))));
  }

  /** In the order of user ids the kept counts say where it begins. */
  @Test
  void pageByNumberReadsNoMoreThanTheRangeItBeginsIn() throws SQLException {
    var plan = plan(query(false, new Page.Request(500, 30)));

    assertOnlyOwnUsers(plan);
    assertThat(plan).anyMatch(line -> line.contains("Index") && line.contains("membership_pkey"));
    assertThat(Plans.rows(plan)).as("rows of any step").allMatch(rows -> rows <= 31 + 64);
  }

  @Test
  void pageByKeyReadsNoMoreThanItself() throws SQLException {
    var plan = plan(query(true, new Page.Request(500, 30, HERE + 15_000)));

    assertOnlyOwnUsers(plan);
    assertThat(plan).anyMatch(line -> line.contains("Index") && line.contains("membership_pkey"));
    assertThat(Plans.rows(plan)).as("rows of any step").allMatch(rows -> rows <= 31);
  }

  private List<String> plan(Query query) throws SQLException {
    var page = MemberPage.of(query);
    return plans.of(HERE, page.sql(), page.values().toArray());
  }

  /** One in a thousand is found, by the index, and nobody else is looked at. */
  @Test
  void searchLooksAtThoseAloneWhoAreFound() throws SQLException {
    var filter = Filter.of(Traits.named("plan1234"));
    var page =
        MemberPage.of(
            new Query(
                new OrganizationId(HERE),
                filter,
                Ordering.USER_ID,
                false,
                new Page.Request(1, 30)));

    var plan = plans.of(HERE, page.sql(), page.values().toArray());

    assertThat(plan).anyMatch(line -> line.contains("search_text_trigrams"));
    assertThat(Plans.allRows(plan)).as("rows of any step").allMatch(rows -> rows <= 30 * 30);
  }

  static Stream<Within> places() {
    var project = new ProjectId(HERE);
    return Stream.of(
        new Within.OfWorkspace(new WorkspaceId(HERE)),
        new Within.OfProject(project, null),
        new Within.OfProject(project, true),
        new Within.OfProject(project, false));
  }

  /** Whoever is in a place is not looked for in all of it, member by member. */
  @ParameterizedTest
  @MethodSource("places")
  void countOfAPlaceReadsNoRowForEveryOther(Within place) throws SQLException {
    var filter = new MemberFilter(new OrganizationId(HERE), Filter.ALL.within(place));

    var plan =
        plans.of(
            HERE, "select count(*) " + filter.from(Ordering.USER_ID), filter.values().toArray());

    assertThat(Plans.allRows(plan)).as("rows of any step").allMatch(rows -> rows <= 3L * MEMBERS);
  }

  /** Users are looked up one by one, and never read from the start. */
  private static void assertOnlyOwnUsers(List<String> plan) {
    assertThat(plan)
        .filteredOn(line -> line.contains(" on app_user"))
        .isNotEmpty()
        .allMatch(line -> line.contains("Index Scan using app_user_pkey"), "look-ups by key");
    assertThat(plan)
        .filteredOn(line -> line.contains(" on app_user"))
        .allMatch(line -> line.contains("loops=30"), "one for each row of the page");
  }
}
