package io.rollcall.rest.organization;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rollcall.domain.organization.Permission;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A permission whose roles the owner may set.
 *
 * @param options who may have it
 */
@Schema(name = "ConfigurablePermissionOption")
record PermissionOptionJson(
    @Schema(examples = "invite_members") String permission,
    String group,
    String label,
    String tooltip,
    @Schema(name = "default") @JsonProperty("default") List<String> usual,
    List<String> options) {

  static PermissionOptionJson of(Permission permission) {
    return new PermissionOptionJson(
        permission.key(),
        permission.group(),
        permission.label(),
        "",
        PermissionJson.codes(permission.defaults()),
        PermissionJson.codes(permission.options()));
  }
}
