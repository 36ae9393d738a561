package io.rollcall.rest.membership;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param all everybody but those excluded, narrowed by the query
 * @param included these alone, when it is not all
 * @param roles the role that some of them get in the project
 */
@Schema(name = "ProjectMemberBulkAssignRequest", requiredProperties = "all")
record ProjectBulkRequest(
    @Schema(examples = "false") @Nullable Boolean all,
    @Nullable List<@Nullable Long> included,
    @Nullable List<@Nullable Long> excluded,
    @Nullable List<@Nullable RoleOf> roles) {

  @Schema(
      name = "ProjectMemberBulkAssignRolesRequest",
      requiredProperties = {"role", "user_id"})
  record RoleOf(
      @Schema(enumeration = {"OW", "AD", "MA", "RE", "AN", "DI", "NO"}) @Nullable String role,
      @Nullable Long userId) {}
}
