package io.rollcall.application.identity;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.SessionRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Makes another of the person's organizations the active one, of this session alone. */
@ApplicationScoped
public class SwitchOrganization {
  private final OrganizationRepository organizations;
  private final SessionRepository sessions;

  SwitchOrganization(OrganizationRepository organizations, SessionRepository sessions) {
    this.organizations = organizations;
    this.sessions = sessions;
  }

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound} when the person does
   *     not belong there or the credential does not open it, {@code WrongState} when they are
   *     deactivated there or a token is bound elsewhere
   */
  @Transactional
  public Caller execute(Caller caller, OrganizationId organization) {
    var acting =
        organizations
            .acting(caller.in(organization), caller.user())
            .orElseThrow(() -> new Violation.NotFound("organization").refused());
    if (acting.standing().role() == Role.DEACTIVATED) {
      throw new Violation.WrongState("membership", "deactivated").refused();
    }
    return switch (caller.credential()) {
      case Caller.Credential.BySession session -> {
        sessions.setActive(session.session(), organization);
        yield new Caller(caller.user(), organization, caller.boundTo(), session);
      }
      case Caller.Credential.ByLegacyToken ignored ->
          caller; // bound to the one it opens, which is active
      case Caller.Credential.ByApiToken ignored -> caller; // likewise
    };
  }
}
