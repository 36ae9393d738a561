package io.rollcall.rest.organization;

import io.quarkus.security.Authenticated;
import io.rollcall.application.organization.PermissionOverrides;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import io.rollcall.domain.organization.Permissions;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whom the owner allows more, or less, than is usual. */
@Path("/api/organizations/{id}/permissions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Permissions")
@Authenticated
public class PermissionResource {
  private static final Map<String, Comparator<Permission>> ORDERINGS =
      Map.of(
          "id", Comparator.naturalOrder(),
          "permission", Comparator.comparing(Permission::key),
          "label", Comparator.comparing(Permission::label));

  private final PermissionOverrides overrides;
  private final CurrentCaller caller;

  PermissionResource(PermissionOverrides overrides, CurrentCaller caller) {
    this.overrides = overrides;
    this.caller = caller;
  }

  @GET
  @Operation(
      operationId = "organizations_permissions_list",
      summary = "The permissions whose roles are not the usual ones; the owner's business")
  public List<PermissionJson> list(
      @PathParam("id") OrganizationId id,
      @Parameter(description = "id, permission or label; descending with a minus before it")
          @QueryParam("ordering")
          @Nullable String ordering) {
    var order = order(ordering);
    var now = overrides.read(caller.get().in(id), caller.get().user());
    return now.overrides().keySet().stream()
        .sorted(order)
        .map(permission -> json(id, permission, now))
        .toList();
  }

  private static Comparator<Permission> order(@Nullable String ordering) {
    var input = new Input();
    var order = input.ordering(ordering, ORDERINGS, Comparator.<Permission>naturalOrder());
    input.refuseIfWrong();
    return order.descending() ? order.by().reversed() : order.by();
  }

  @GET
  @Path("/options")
  @Operation(
      operationId = "organizations_permissions_get_options",
      summary = "The permissions that can be overridden, and whom each may be given")
  public List<PermissionOptionJson> options(
      @PathParam("id") OrganizationId id,
      @Parameter(description = "id, permission or label; descending with a minus before it")
          @QueryParam("ordering")
          @Nullable String ordering) {
    var order = order(ordering);
    overrides.read(caller.get().in(id), caller.get().user());
    return Arrays.stream(Permission.values())
        .filter(Permission::isConfigurable)
        .sorted(order)
        .map(PermissionOptionJson::of)
        .toList();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "organizations_permissions_create",
      summary = "Set the roles of a permission; the owner always keeps it")
  public PermissionJson create(
      @PathParam("id") OrganizationId id, @Nullable PermissionRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    input.required("permission", sent.permission());
    var permission = input.choice("permission", sent.permission(), Permission::ofKey);
    var roles = roles(input, sent);
    input.refuseIfWrong();
    return set(id, Objects.requireNonNull(permission), roles);
  }

  @GET
  @Path("/{permission_key}")
  @Operation(
      operationId = "organizations_permissions_get",
      summary = "A permission whose roles are not the usual ones")
  public PermissionJson get(
      @PathParam("id") OrganizationId id, @PathParam("permission_key") String key) {
    var now = overrides.read(caller.get().in(id), caller.get().user());
    return json(id, overridden(now, key), now);
  }

  private static Permission overridden(Permissions now, String key) {
    return Permission.ofKey(key)
        .filter(now.overrides()::containsKey)
        .orElseThrow(() -> new Violation.NotFound("permission override").refused());
  }

  @PUT
  @Path("/{permission_key}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "organizations_permissions_replace",
      summary = "Set the roles of a permission anew; without roles the usual ones")
  public PermissionJson replace(
      @PathParam("id") OrganizationId id,
      @PathParam("permission_key") String key,
      @Nullable PermissionRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    input.required("permission", sent.permission());
    var roles = roles(input, sent);
    sameKey(input, key, sent);
    input.refuseIfWrong();
    var now = overrides.read(caller.get().in(id), caller.get().user());
    return set(id, overridden(now, key), roles);
  }

  @PATCH
  @Path("/{permission_key}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "organizations_permissions_update",
      summary = "Change the roles of a permission; without roles they stay")
  public PermissionJson update(
      @PathParam("id") OrganizationId id,
      @PathParam("permission_key") String key,
      @Nullable PermissionRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    var roles = roles(input, sent);
    sameKey(input, key, sent);
    input.refuseIfWrong();
    var now = overrides.read(caller.get().in(id), caller.get().user());
    var permission = overridden(now, key);
    return sent.roles() == null ? json(id, permission, now) : set(id, permission, roles);
  }

  private static void sameKey(Input input, String key, PermissionRequest sent) {
    if (sent.permission() != null && !sent.permission().equals(key)) {
      input.refuse("permission", "Not the permission of the path.");
    }
  }

  @DELETE
  @Path("/{permission_key}")
  @Operation(
      operationId = "organizations_permissions_delete",
      summary = "Let a permission have its usual roles again")
  @APIResponse(responseCode = "204", description = "As usual again.")
  public void delete(@PathParam("id") OrganizationId id, @PathParam("permission_key") String key) {
    var now = overrides.read(caller.get().in(id), caller.get().user());
    overrides.change(
        new PermissionOverrides.Command(id, caller.get().user(), overridden(now, key), null));
  }

  /** Absent roles are the usual ones. */
  private static @Nullable Set<Role> roles(Input input, PermissionRequest sent) {
    if (sent.roles() == null) {
      return null;
    }
    var roles = EnumSet.noneOf(Role.class);
    for (var code : sent.roles()) {
      var role = code == null ? null : input.choice("roles", code, Role::ofCode);
      if (role == null) {
        input.refuse("roles", "Role codes only.");
      } else {
        roles.add(role);
      }
    }
    return roles;
  }

  private PermissionJson set(OrganizationId id, Permission permission, @Nullable Set<Role> roles) {
    var after =
        overrides.change(
            new PermissionOverrides.Command(
                caller.get().in(id),
                caller.get().user(),
                permission,
                roles == null ? permission.defaults() : roles));
    return json(id, permission, after);
  }

  private static PermissionJson json(OrganizationId id, Permission permission, Permissions now) {
    return PermissionJson.of(
        id, permission, now.overrides().getOrDefault(permission, permission.defaults()));
  }
}
