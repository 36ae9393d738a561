package io.rollcall.application.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.HistoryViews.AssignmentQuery;
import io.rollcall.application.port.HistoryViews.ChangeQuery;
import io.rollcall.application.port.HistoryViews.Period;
import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.UseCaseTest;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadHistoryTest extends UseCaseTest {
  private static final Page.Request PAGE = new Page.Request(1, 30);

  private final ReadHistory read =
      new ReadHistory(world.organizations(), world.workspaces(), world.historyViews());
  private UserId owner;
  private OrganizationId here;

  @BeforeEach
  void found() {
    owner = person("owner");
    here = found(owner);
  }

  private ChangeQuery changes(@Nullable WorkspaceId workspace) {
    return new ChangeQuery(here, workspace, null, Set.of(), Period.ALWAYS, false, PAGE);
  }

  private AssignmentQuery assignments() {
    return new AssignmentQuery(here, null, null, Period.ALWAYS, false, PAGE);
  }

  private MemberViews.Query members() {
    return new MemberViews.Query(
        here, MemberViews.Filter.ALL, MemberViews.Ordering.USER_ID, false, PAGE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"MANAGER", "REVIEWER", "ANNOTATOR", "NOT_ACTIVATED", "DEACTIVATED"})
  void isForThoseWhoSeeTheMembers(Role role) {
    var reader = member(here, owner, "reader", role);
    var refused = new Violation.NotPermitted("view_organization_page");

    assertThat(refusal(() -> read.changes(reader, changes(null)))).isEqualTo(refused);
    assertThat(refusal(() -> read.assignments(reader, assignments()))).isEqualTo(refused);
    assertThat(refusal(() -> read.members(reader, members(), at(1)))).isEqualTo(refused);
  }

  @Test
  void administratorsReadIt() {
    var reader = member(here, owner, "reader", Role.ADMINISTRATOR);

    assertThat(read.changes(reader, changes(null)).total()).isEqualTo(2);
    assertThat(read.assignments(reader, assignments()).total()).isZero();
    assertThat(read.members(reader, members(), at(100)).total()).isEqualTo(2);
  }

  @Test
  void organizationIsNotThereForStrangers() {
    var stranger = person("stranger");

    assertThat(refusal(() -> read.changes(stranger, changes(null))))
        .isEqualTo(new Violation.NotFound("organization"));
    assertThat(refusal(() -> read.assignments(stranger, assignments())))
        .isEqualTo(new Violation.NotFound("organization"));
    assertThat(refusal(() -> read.members(stranger, members(), at(1))))
        .isEqualTo(new Violation.NotFound("organization"));
  }

  @Test
  void sandboxOfSomebodyElseHasNoHistory() {
    var creator = member(here, owner, "creator", Role.ADMINISTRATOR);
    var sandbox = newWorkspace(here, creator, "Mine", true);
    world.transaction(() -> world.workspaces().add(sandbox));

    assertThat(refusal(() -> read.changes(owner, changes(sandbox.id()))))
        .isEqualTo(new Violation.NotFound("workspace"));
    assertThat(read.changes(creator, changes(sandbox.id())).total()).isZero();
    assertThat(refusal(() -> read.changes(owner, changes(new WorkspaceId(4711)))))
        .isEqualTo(new Violation.NotFound("workspace"));
  }
}
