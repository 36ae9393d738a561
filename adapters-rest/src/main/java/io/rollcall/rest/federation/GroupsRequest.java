package io.rollcall.rest.federation;

import io.rollcall.application.federation.GroupsWish;
import io.rollcall.rest.common.Input;
import io.rollcall.rest.federation.DirectoryRequest.ProjectGroupJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request sent of the three lists of groups. */
record GroupsRequest(
    @Nullable List<@Nullable List<@Nullable String>> roles,
    @Nullable List<@Nullable List<@Nullable String>> workspaces,
    @Nullable List<@Nullable ProjectGroupJson> projects) {
  GroupsWish in(Input input) {
    return new GroupsWish(
        roles == null ? null : GroupLists.named(input, "roles_groups", roles),
        workspaces == null ? null : GroupLists.named(input, "workspaces_groups", workspaces),
        projects == null ? null : GroupLists.projects(input, projects));
  }
}
