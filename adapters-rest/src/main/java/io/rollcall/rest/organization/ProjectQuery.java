package io.rollcall.rest.organization;

import io.rollcall.application.port.Page;
import io.rollcall.application.port.ProjectViews;
import io.rollcall.application.port.ProjectViews.Ordering;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Project;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What may be asked of the list of projects. Only these filters and orders reach the database. */
public class ProjectQuery {
  private static final int MAX_SEARCH = 256;
  private static final int MAX_MEMBERS = 100;
  private static final Map<String, Ordering> ORDERINGS =
      Map.of("id", Ordering.ID, "title", Ordering.TITLE, "created_at", Ordering.CREATED);

  /** The use case fills in who asks. */
  private static final Standing NOBODY =
      new Standing(new UserId(1), Role.DEACTIVATED, Set.of(), Map.of());

  @Parameter(description = "Project ids, comma separated")
  @QueryParam("ids")
  @Nullable List<String> ids;

  @Parameter(description = "Part of the title or of the description")
  @QueryParam("search")
  @Nullable String search;

  @Parameter(description = "Part of the title")
  @QueryParam("title")
  @Nullable String title;

  @Parameter(description = "Ids of workspaces, comma separated; for whoever sees workspaces")
  @QueryParam("workspaces")
  @Nullable List<String> workspaces;

  @Parameter(
      description = "Whether the workspace is archived; for whoever sees workspaces",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @QueryParam("archived")
  @Nullable String archived;

  @Parameter(description = "draft, unpublished, published; comma separated")
  @QueryParam("state")
  @Nullable List<String> state;

  @Parameter(
      description = "id, title or created_at; descending with a minus before it. The newest first")
  @QueryParam("ordering")
  @Nullable String ordering;

  @Parameter(
      description = "How many members of each project to tell",
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "10"))
  @QueryParam("members_limit")
  @Nullable String membersLimit;

  ProjectViews.Query in(OrganizationId organization, Input input, Page.Request page) {
    var wanted = ids(input);
    var order = input.ordering(ordering, ORDERINGS, Ordering.CREATED);
    return new ProjectViews.Query(
        organization,
        NOBODY,
        wanted,
        input.text("search", search, MAX_SEARCH),
        input.text("title", title, MAX_SEARCH),
        input.ids("workspaces", workspaces).stream()
            .map(WorkspaceId::new)
            .collect(Collectors.toUnmodifiableSet()),
        input.flag("archived", archived),
        input.choices("state", state, ProjectQuery::state),
        order.by(),
        ordering == null || ordering.isBlank() || order.descending(),
        members(input, membersLimit),
        page);
  }

  private @Nullable Set<ProjectId> ids(Input input) {
    var sent = input.ids("ids", ids);
    return ids == null || ids.stream().allMatch(String::isBlank)
        ? null
        : sent.stream().map(ProjectId::new).collect(Collectors.toUnmodifiableSet());
  }

  static int members(Input input, @Nullable String limit) {
    return input.within("members_limit", limit, 10, MAX_MEMBERS);
  }

  private static Optional<Project.State> state(String code) {
    return Arrays.stream(Project.State.values())
        .filter(state -> state.name().equalsIgnoreCase(code))
        .findFirst();
  }
}
