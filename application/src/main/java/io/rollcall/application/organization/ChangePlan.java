package io.rollcall.application.organization;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.organization.Organization;
import io.rollcall.domain.organization.Plan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/** What an organization is entitled to: the operator's business alone, so nobody is asked. */
@ApplicationScoped
public class ChangePlan {
  private final OrganizationRepository organizations;
  private final InstantSource clock;

  ChangePlan(OrganizationRepository organizations, InstantSource clock) {
    this.organizations = organizations;
    this.clock = clock;
  }

  /**
   * @param change makes the new plan of the one that is in force
   */
  public record Command(OrganizationId organization, UnaryOperator<Plan> change) {}

  /**
   * With a lower limit nobody loses a seat; with a higher one, or none, those who wait get theirs
   * in the same transaction. Locks the organization.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}
   */
  @Transactional
  public Organization execute(Command command) {
    var occasion = new Occasion(clock.instant(), new Recorder.BySystem());
    var slice = organizations.lock(command.organization(), List.of(), occasion);
    slice.changePlan(command.change().apply(slice.organization().plan()));
    slice.seat(organizations.lockWaiting(command.organization(), slice.seats().free()));
    organizations.save(slice);
    return slice.organization();
  }
}
