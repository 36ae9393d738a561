package io.rollcall.application.organization;

import io.rollcall.application.port.ActivityRepository;
import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Whether the activity log says what changed, from what to what: the owner's business alone. */
@ApplicationScoped
public class ActivityDetails {
  private final OrganizationRepository organizations;
  private final ActivityRepository activities;
  private final ChangeNotes notes;
  private final InstantSource clock;

  ActivityDetails(
      OrganizationRepository organizations,
      ActivityRepository activities,
      ChangeNotes notes,
      InstantSource clock) {
    this.organizations = organizations;
    this.activities = activities;
    this.notes = notes;
    this.clock = clock;
  }

  /** For whoever may change it, which is asked where it is shown. */
  @Transactional
  public boolean read(OrganizationId organization) {
    return activities.keepsDetails(organization);
  }

  public record Command(OrganizationId organization, UserId actor, boolean wanted) {}

  /**
   * Locks the organization. What the log holds already stays as it is.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  @Transactional
  public void change(Command command) {
    var organization = command.organization();
    var occasion = new Occasion(clock.instant(), new Recorder.ByUser(command.actor()));
    organizations
        .lock(organization, List.of(command.actor()), occasion)
        .require(command.actor(), Permission.OWN_ORGANIZATION);
    boolean before = activities.keepsDetails(organization);
    activities.keepDetails(organization, command.wanted());
    notes.changed(
        Change.between(
            "organization",
            organization.value(),
            Map.of("extra_data_on_activity_logs", before),
            Map.of("extra_data_on_activity_logs", command.wanted())));
  }
}
