package io.rollcall.domain.organization;

import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.Violation;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may do what in one organization: the fixed table and the owner's overrides. */
public record Permissions(Map<Permission, Set<Role>> overrides) {
  public static final Permissions DEFAULT = new Permissions(Map.of());

  public Permissions {
    overrides = Map.copyOf(overrides);
  }

  /** Whether somebody with this role may. The owner's own permissions are never overridden. */
  public boolean allow(Permission permission, Role role) {
    return role == Role.OWNER
        || overrides.getOrDefault(permission, permission.defaults()).contains(role);
  }

  /** Whether this member may. Members without a role, and deleted ones, may nothing. */
  public boolean allow(Permission permission, Standing member) {
    return member.isActive() && allow(permission, member.role());
  }

  /** Refuses unless the member may. */
  public void require(Permission permission, Standing actor) {
    if (!allow(permission, actor)) {
      throw new Violation.NotPermitted(permission.key()).refused();
    }
  }

  /** Everything this role may, for telling a client what to offer. */
  public Set<Permission> of(Role role) {
    var allowed = EnumSet.noneOf(Permission.class);
    if (role.isActive()) {
      Arrays.stream(Permission.values()).filter(p -> allow(p, role)).forEach(allowed::add);
    }
    return allowed;
  }

  /** The same with one permission overridden. The owner always keeps it. */
  public Permissions with(Permission permission, Set<Role> roles) {
    if (!permission.isConfigurable()) {
      throw new Violation.NotFound("permission that can be overridden").refused();
    }
    var outside = EnumSet.noneOf(Role.class);
    roles.stream().filter(role -> !permission.options().contains(role)).forEach(outside::add);
    if (!outside.isEmpty()) {
      throw new Violation.Invalid(
              Map.of(
                  "roles",
                  List.of("Only %s may be allowed here.".formatted(codes(permission.options())))))
          .refused();
    }
    var changed = new EnumMap<Permission, Set<Role>>(Permission.class);
    changed.putAll(overrides);
    var kept = EnumSet.of(Role.OWNER);
    kept.addAll(roles);
    changed.put(permission, kept);
    return new Permissions(changed);
  }

  public Permissions without(Permission permission) {
    var changed = new EnumMap<Permission, Set<Role>>(Permission.class);
    changed.putAll(overrides);
    changed.remove(permission);
    return new Permissions(changed);
  }

  private static String codes(Set<Role> roles) {
    return String.join(", ", roles.stream().map(Role::code).toList());
  }
}
