package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.AccountViews;
import io.rollcall.application.port.AccountViews.MembershipRow;
import io.rollcall.application.port.MemberViews.MemberRow;
import io.rollcall.application.port.PortContract;
import io.rollcall.application.port.Ports;
import io.rollcall.application.port.WorkspaceViews;
import io.rollcall.application.port.WorkspaceViews.WorkspaceRow;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.organization.Plan;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Views of accounts and workspaces. */
@PostgresTest
class SqlOtherViewsTest extends PortContract {
  @Inject PanachePorts ports;
  @Inject AccountViews accounts;
  @Inject WorkspaceViews workspaces;
  @Inject Superuser superuser;

  @Override
  protected Ports ports() {
    return ports;
  }

  @Test
  void accountTellsEveryMembershipOrOnlyOne() {
    var owner = person("owner");
    var ann = person("ann");
    var own = organization(ann, new Plan(null, false, true, true, true, true));
    found(own);
    var here = found(owner);
    join(here, owner, ann, Role.REVIEWER, 1);
    var left = found(owner);
    join(left, owner, ann, Role.ANNOTATOR, 1);
    change(left, List.of(ann), occasion(owner, 2), slice -> slice.remove(owner, ann));

    var account = accounts.account(ann, null).orElseThrow();

    assertThat(account.id()).isEqualTo(ann.value());
    assertThat(account.firstName()).isEqualTo("ann");
    assertThat(account.joinedAt()).isEqualTo(T0);
    assertThat(account.memberships())
        .extracting(MembershipRow::organizationId, MembershipRow::role, MembershipRow::owner)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(own.id().value(), Role.OWNER, true),
            org.assertj.core.groups.Tuple.tuple(here.value(), Role.REVIEWER, false));
    assertThat(account.memberships())
        .extracting(MembershipRow::moreOrganizations)
        .containsExactlyInAnyOrder(false, true);
    assertThat(accounts.account(ann, here).orElseThrow().memberships())
        .extracting(MembershipRow::organizationId)
        .containsExactly(here.value());
    assertThat(accounts.account(ann, left).orElseThrow().memberships()).isEmpty();
    assertThat(accounts.account(ports.ids().nextUser(), null)).isEmpty();
  }

  @Test
  void organizationsAreListedByTitle() {
    var ann = person("ann");
    var first = found(ann);
    var second = found(ann);
    superuser.change("update organization set title = 'B' where id = ?", first.value());
    superuser.change("update organization set title = 'A' where id = ?", second.value());

    assertThat(accounts.organizations(ann, null))
        .extracting(AccountViews.OrganizationRow::id)
        .containsExactly(second.value(), first.value());
    assertThat(accounts.organizations(ann, first))
        .extracting(AccountViews.OrganizationRow::title)
        .containsExactly("B");
  }

  @Test
  void workspacesAreTheSharedOnesAndOnesOwnSandbox() {
    var owner = person("owner");
    var ann = person("ann");
    var here = found(owner);
    join(here, owner, ann, Role.MANAGER, 1);
    var surgery = workspace(here, owner, "Surgery");
    var radiology = workspace(here, ann, "Radiology");
    workspace(found(owner), owner, "Elsewhere");
    var own = newWorkspace(here, ann, "Ann's sandbox", true);
    var others = newWorkspace(here, owner, "Owner's sandbox", true);
    ports.transaction(
        () -> {
          ports.workspaces().add(own);
          ports.workspaces().add(others);
        });
    change(
        here,
        List.of(ann),
        occasion(owner, 2),
        slice -> slice.places().setWorkspaceMember(owner, ann, surgery, true));
    superuser.change(
        """
        insert into project (organization_id, id, workspace_id, title, created_by, created_at)
        values (?, ?, ?, 'P', 1, now())""",
        here.value(),
        ports.ids().nextWorkspace().value(),
        surgery.value());
    superuser.change(
        "update workspace set is_archived = true where organization_id = ? and id = ?",
        here.value(),
        radiology.value());

    assertThat(list(new WorkspaceViews.Query(here, ann, null, null)))
        .containsExactly("Ann's sandbox", "Radiology", "Surgery");
    assertThat(list(new WorkspaceViews.Query(here, owner, null, null)))
        .containsExactly("Owner's sandbox", "Radiology", "Surgery");
    assertThat(list(new WorkspaceViews.Query(here, ann, true, null))).containsExactly("Radiology");
    assertThat(list(new WorkspaceViews.Query(here, ann, false, false))).containsExactly("Surgery");
    assertThat(list(new WorkspaceViews.Query(here, ann, null, true)))
        .containsExactly("Ann's sandbox");

    var row = workspaces.workspace(here, surgery, ann).orElseThrow();
    assertThat(row.joined()).isTrue();
    assertThat(row.projects()).isEqualTo(1);
    assertThat(row.members()).isEqualTo(1);
    assertThat(row.createdBy()).isEqualTo(owner.value());
    assertThat(row.createdByFirstName()).isEqualTo("owner");
    assertThat(workspaces.workspace(here, surgery, owner).orElseThrow().joined()).isFalse();
    assertThat(workspaces.workspace(here, others.id(), ann)).isEmpty();
    assertThat(workspaces.members(here, surgery))
        .extracting(MemberRow::userId)
        .containsExactly(ann.value());
    assertThat(workspaces.members(here, radiology)).isEmpty();
  }

  private List<String> list(WorkspaceViews.Query query) {
    return workspaces.workspaces(query).stream().map(WorkspaceRow::title).toList();
  }
}
