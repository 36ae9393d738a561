package io.rollcall.application.federation;

import io.rollcall.domain.federation.MappingLists;
import io.rollcall.domain.federation.MappingLists.Named;
import io.rollcall.domain.federation.MappingLists.OfProject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an administrator sent of the three lists of groups; null leaves one as it is. */
public record GroupsWish(
    @Nullable List<Named> roles,
    @Nullable List<Named> workspaces,
    @Nullable List<OfProject> projects) {
  public MappingLists over(MappingLists kept) {
    return new MappingLists(
        roles == null ? kept.roles() : roles,
        workspaces == null ? kept.workspaces() : workspaces,
        projects == null ? kept.projects() : projects);
  }
}
