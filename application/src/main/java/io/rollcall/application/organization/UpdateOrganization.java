package io.rollcall.application.organization;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessPolicy;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Organization;
import io.rollcall.domain.organization.OrganizationSlice;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes an organization's own settings. The owner's business alone. */
@ApplicationScoped
public class UpdateOrganization {
  private final OrganizationRepository organizations;
  private final InstantSource clock;

  UpdateOrganization(OrganizationRepository organizations, InstantSource clock) {
    this.organizations = organizations;
    this.clock = clock;
  }

  /**
   * Null leaves a setting as it is.
   *
   * @param contactInfo an e-mail address, or empty to have none
   */
  public record Command(
      OrganizationId organization,
      UserId actor,
      @Nullable String title,
      @Nullable String contactInfo,
      @Nullable Role defaultRole,
      @Nullable Boolean manualRoles,
      @Nullable Boolean manualWorkspaces,
      @Nullable Boolean manualProjectMembers) {}

  /**
   * A changed policy takes effect on everybody it concerns in the same transaction.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code Invalid}
   */
  @Transactional
  public Organization execute(Command command) {
    var occasion = new Occasion(clock.instant(), new Recorder.ByUser(command.actor()));
    var slice = load(command, occasion);
    slice.require(command.actor(), Permission.OWN_ORGANIZATION);
    var before = slice.organization();
    slice.update(changed(before, command));
    if (!slice.organization().policy().equals(before.policy())) {
      slice.recompute("management policy changed");
      slice.seat(organizations.lockWaiting(command.organization(), slice.seatsToFill()));
    }
    organizations.save(slice);
    return slice.organization();
  }

  private OrganizationSlice load(Command command, Occasion occasion) {
    boolean policies =
        command.manualRoles() != null
            || command.manualWorkspaces() != null
            || command.manualProjectMembers() != null;
    return policies
        ? organizations.lockManaged(command.organization(), command.actor(), occasion)
        : organizations.lock(command.organization(), List.of(command.actor()), occasion);
  }

  private static Organization changed(Organization organization, Command command) {
    var policy = organization.policy();
    var changed =
        organization.withPolicy(
            new AccessPolicy(
                either(command.manualRoles(), policy.manualRoles()),
                either(command.manualWorkspaces(), policy.manualWorkspaces()),
                either(command.manualProjectMembers(), policy.manualProjectMembers())));
    if (command.title() != null) {
      changed = changed.withTitle(command.title());
    }
    if (command.defaultRole() != null) {
      changed = changed.withDefaultRole(command.defaultRole());
    }
    return command.contactInfo() == null
        ? changed
        : changed.withContactInfo(contact(command.contactInfo()));
  }

  private static @Nullable String contact(String text) {
    return text.isBlank()
        ? null
        : EmailAddress.parse(text)
            .orElseThrow(
                () ->
                    Violation.Invalid.field("contact_info", "Enter a valid email address.")
                        .refused())
            .value();
  }

  private static boolean either(@Nullable Boolean wished, boolean kept) {
    return wished == null ? kept : wished;
  }
}
