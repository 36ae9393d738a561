package io.rollcall.application.port;

import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.MembershipChange;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Invitation;
import io.rollcall.domain.organization.Organization;
import io.rollcall.domain.organization.OrganizationSlice;
import io.rollcall.domain.organization.Project;
import io.rollcall.domain.organization.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of things as the activity log names them: as the API does. */
public final class NotedFields {
  private static final int LONGEST = 200;

  private NotedFields() {}

  /** What a slice changed: the organization first, then the members. */
  public static List<Change> changes(OrganizationSlice slice) {
    var changes = new ArrayList<Change>();
    if (slice.organizationChanged()) {
      var now = slice.organization();
      var before = slice.loaded().map(NotedFields::organization).orElse(Map.of());
      changes.add(Change.between("organization", now.id().value(), before, organization(now)));
    }
    slice.changes().forEach(change -> changes.add(member(change)));
    return changes;
  }

  private static Change member(MembershipChange change) {
    var before = change.before();
    return Change.between(
        "member",
        change.after().user().value(),
        before == null || before.isDeleted() ? Map.of() : member(before),
        change.after().isDeleted() ? Map.of() : member(change.after()));
  }

  private static Map<String, @Nullable Object> organization(Organization organization) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    var policy = organization.policy();
    fields.put("title", shortened(organization.title()));
    fields.put("owner", organization.owner().value());
    fields.put("default_role", organization.defaultRole().code());
    fields.put("manual_role_management", policy.manualRoles());
    fields.put("manual_workspace_management", policy.manualWorkspaces());
    fields.put("manual_project_member_management", policy.manualProjectMembers());
    var overrides = new TreeMap<String, List<String>>();
    organization
        .permissions()
        .overrides()
        .forEach(
            (permission, roles) ->
                overrides.put(permission.key(), roles.stream().map(Role::code).sorted().toList()));
    fields.put("permissions", overrides);
    return fields;
  }

  private static Map<String, @Nullable Object> member(Membership member) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("role", member.role().code());
    fields.put(
        "workspaces",
        member.entitled().workspaces().stream().map(WorkspaceId::value).sorted().toList());
    var projects = new TreeMap<String, String>();
    member
        .entitled()
        .projects()
        .forEach((project, role) -> projects.put(project.toString(), role.title()));
    fields.put("projects", projects);
    return fields;
  }

  public static Map<String, @Nullable Object> workspace(Workspace workspace) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("title", shortened(workspace.title()));
    fields.put("description", shortened(workspace.description()));
    fields.put("color", workspace.color());
    fields.put("is_archived", workspace.archived());
    fields.put("is_personal", workspace.personal());
    return fields;
  }

  public static Map<String, @Nullable Object> project(Project project) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    var workspace = project.workspace();
    fields.put("title", shortened(project.title()));
    fields.put("description", shortened(project.description()));
    fields.put("color", project.color());
    fields.put("workspace", workspace == null ? null : workspace.value());
    fields.put("is_published", project.published());
    fields.put("is_draft", project.draft());
    return fields;
  }

  /** Whom it was sent to is not in it. */
  public static Map<String, @Nullable Object> invitation(Invitation invitation) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    var role = invitation.role();
    fields.put("role", role == null ? null : role.code());
    fields.put(
        "workspaces", invitation.workspaces().stream().map(WorkspaceId::value).sorted().toList());
    fields.put("projects", invitation.projects().stream().map(ProjectId::value).sorted().toList());
    return fields;
  }

  /** A text as long as the log keeps it. */
  public static @Nullable String shortened(@Nullable String text) {
    return text == null || text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
