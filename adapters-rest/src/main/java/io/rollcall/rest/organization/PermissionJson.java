package io.rollcall.rest.organization;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.organization.Permission;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A permission whose roles the owner has set.
 *
 * @param id of the permission; it is addressed by its key
 * @param roles who has it now
 * @param options who may have it
 */
@Schema(name = "OrganizationPermission")
record PermissionJson(
    long id,
    long organization,
    @Schema(examples = "invite_members") String permission,
    @Schema(nullable = true) @Nullable String group,
    @Schema(nullable = true) @Nullable String label,
    @Schema(nullable = true) @Nullable String tooltip,
    @Schema(name = "default") @JsonProperty("default") List<String> usual,
    List<String> options,
    @Schema(examples = "[\"OW\", \"AD\", \"MA\"]") List<String> roles) {

  static PermissionJson of(OrganizationId organization, Permission permission, Set<Role> roles) {
    return new PermissionJson(
        permission.ordinal() + 1L,
        organization.value(),
        permission.key(),
        permission.group(),
        permission.label(),
        null,
        codes(permission.defaults()),
        codes(permission.options()),
        codes(roles));
  }

  static List<String> codes(Set<Role> roles) {
    return roles.stream()
        .sorted(Comparator.comparingInt(Role::elevation).reversed())
        .map(Role::code)
        .toList();
  }
}
