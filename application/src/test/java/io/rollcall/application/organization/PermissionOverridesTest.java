package io.rollcall.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.UseCaseTest;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import io.rollcall.domain.organization.Permissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PermissionOverridesTest extends UseCaseTest {
  private final UserId owner = person("owner");
  private final OrganizationId here = found(owner);
  private final UserId admin = member(here, owner, "admin", Role.ADMINISTRATOR);
  private final PermissionOverrides overrides =
      new PermissionOverrides(world.organizations(), world.clock());

  private Permissions set(UserId actor, Permission permission, @Nullable Set<Role> roles) {
    return overrides.change(new PermissionOverrides.Command(here, actor, permission, roles));
  }

  @Test
  void ownerAllowsMoreAndTakesItBack() {
    set(owner, Permission.INVITE_MEMBERS, Set.of(Role.ADMINISTRATOR, Role.MANAGER));
    assertThat(overrides.read(here, owner).allow(Permission.INVITE_MEMBERS, Role.MANAGER)).isTrue();

    set(owner, Permission.INVITE_MEMBERS, null);
    assertThat(overrides.read(here, owner)).isEqualTo(Permissions.DEFAULT);
    assertThat(refusal(() -> set(owner, Permission.INVITE_MEMBERS, null)))
        .isEqualTo(new Violation.NotFound("permission override"));
  }

  @Test
  void ownerAllowsLessButNeverThemselves() {
    var now = set(owner, Permission.DELETE_PROJECT, Set.of());

    assertThat(now.allow(Permission.DELETE_PROJECT, Role.ADMINISTRATOR)).isFalse();
    assertThat(now.allow(Permission.DELETE_PROJECT, Role.OWNER)).isTrue();
  }

  @Test
  void rolesOutsideTheTableAreRefused() {
    assertThat(refusal(() -> set(owner, Permission.INVITE_MEMBERS, Set.of(Role.ANNOTATOR))))
        .isInstanceOfSatisfying(
            Violation.Invalid.class,
            invalid -> assertThat(invalid.fields()).containsOnlyKeys("roles"));
    assertThat(refusal(() -> set(owner, Permission.MANAGE_MEMBERS, Set.of(Role.MANAGER))))
        .isEqualTo(new Violation.NotFound("permission that can be overridden"));
  }

  @Test
  void administratorsNeitherReadNorChangeThem() {
    var refused = new Violation.NotPermitted("own_organization");

    assertThat(refusal(() -> overrides.read(here, admin))).isEqualTo(refused);
    assertThat(
            refusal(
                () -> set(admin, Permission.MANAGE_IDENTITY_PROVIDERS, Set.of(Role.ADMINISTRATOR))))
        .isEqualTo(refused);
  }
}
