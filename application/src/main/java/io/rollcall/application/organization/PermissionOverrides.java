package io.rollcall.application.organization;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import io.rollcall.domain.organization.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom the owner allows more, or less, than the table of permissions does. The owner's business.
 */
@ApplicationScoped
public class PermissionOverrides {
  private final OrganizationRepository organizations;
  private final InstantSource clock;

  PermissionOverrides(OrganizationRepository organizations, InstantSource clock) {
    this.organizations = organizations;
    this.clock = clock;
  }

  @Transactional
  public Permissions read(OrganizationId organization, UserId actor) {
    return organizations
        .acting(organization, actor)
        .orElseThrow(() -> new Violation.NotFound("organization").refused())
        .require(Permission.OWN_ORGANIZATION)
        .organization()
        .permissions();
  }

  /**
   * @param permission one that can be overridden
   * @param roles who has it from now on, the owner always besides; null for the default again
   */
  public record Command(
      OrganizationId organization,
      UserId actor,
      Permission permission,
      @Nullable Set<Role> roles) {}

  /**
   * Locks the organization. What others do counts by the new table at once.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code Invalid} for roles that may not be allowed
   */
  @Transactional
  public Permissions change(Command command) {
    var occasion = new Occasion(clock.instant(), new Recorder.ByUser(command.actor()));
    var slice = organizations.lock(command.organization(), List.of(command.actor()), occasion);
    slice.require(command.actor(), Permission.OWN_ORGANIZATION);
    var before = slice.organization().permissions();
    var roles = command.roles();
    if (roles == null && !before.overrides().containsKey(command.permission())) {
      throw new Violation.NotFound("permission override").refused();
    }
    var after =
        roles == null
            ? before.without(command.permission())
            : before.with(command.permission(), roles);
    slice.update(slice.organization().withPermissions(after));
    organizations.save(slice);
    return after;
  }
}
