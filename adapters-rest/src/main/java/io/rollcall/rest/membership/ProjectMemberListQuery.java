package io.rollcall.rest.membership;

import io.rollcall.application.organization.ReadProjectMembers;
import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.Page;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Role;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What may be asked of the list of a project's members. */
public class ProjectMemberListQuery extends ProjectMemberQuery {
  private static final Map<String, MemberViews.Ordering> ORDERINGS =
      Map.of(
          "id", MemberViews.Ordering.USER_ID,
          "email", MemberViews.Ordering.EMAIL,
          "first_name", MemberViews.Ordering.NAME,
          "name", MemberViews.Ordering.NAME,
          "role", MemberViews.Ordering.ROLE,
          "last_activity", MemberViews.Ordering.LAST_ACTIVITY);

  @Parameter(description = "User ids, comma separated")
  @QueryParam("ids")
  @Nullable List<String> ids;

  @Parameter(
      description =
          "true: those alone who are there by the workspace; false: those alone who were put there",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @QueryParam("implicit")
  @Nullable String implicit;

  @Parameter(description = "Leaves out annotators", schema = @Schema(type = SchemaType.BOOLEAN))
  @QueryParam("no_annotators")
  @Nullable String noAnnotators;

  @Parameter(
      description = "Accepted; whoever left the organization is in no project",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @QueryParam("with_deleted")
  @Nullable String withDeleted;

  @Parameter(
      description = "id, email, name, role or last_activity; descending with a minus before it")
  @QueryParam("ordering")
  @Nullable String ordering;

  ReadProjectMembers.Query in(
      OrganizationId organization,
      UserId reader,
      ProjectId project,
      Input input,
      Page.Request page) {
    input.flag("with_deleted", withDeleted);
    var order = input.ordering(ordering, ORDERINGS, MemberViews.Ordering.USER_ID);
    var filter = in(input);
    var only = input.ids("ids", ids);
    if (!only.isEmpty() && filter.only() == null) {
      filter = filter.choosing(Choice.users(only), Set.of());
    }
    if (Boolean.TRUE.equals(input.flag("no_annotators", noAnnotators))) {
      filter = filter.without(Role.ANNOTATOR);
    }
    return new ReadProjectMembers.Query(
        organization,
        reader,
        project,
        input.flag("implicit", implicit),
        filter,
        order.by(),
        order.descending(),
        page);
  }
}
