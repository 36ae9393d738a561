package io.rollcall.application.identity;

import io.rollcall.application.port.ApiTokenRepository;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.TokenPolicyRepository;
import io.rollcall.domain.identity.ApiToken;
import io.rollcall.domain.identity.TokenScope;
import io.rollcall.domain.identity.TokenScope.Use;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;

/**
 * Makes a personal access token for the active organization, which it alone opens, whatever else
 * the credential opens that asks. One more beside those that the person has there.
 */
@ApplicationScoped
public class CreateApiToken {
  private final OrganizationRepository organizations;
  private final TokenPolicyRepository policies;
  private final ApiTokenRepository tokens;
  private final SigningKeys keys;
  private final IssueApiToken issue;
  private final InstantSource clock;

  CreateApiToken(
      OrganizationRepository organizations,
      TokenPolicyRepository policies,
      ApiTokenRepository tokens,
      SigningKeys keys,
      IssueApiToken issue,
      InstantSource clock) {
    this.organizations = organizations;
    this.policies = policies;
    this.tokens = tokens;
    this.keys = keys;
    this.issue = issue;
    this.clock = clock;
  }

  public record Command(Caller caller, TokenScope scope) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code OutOfScope}, {@code NotFound},
   *     {@code NotPermitted}, {@code WrongState} while the organization takes no such tokens or the
   *     person has {@value ApiToken#MOST}
   */
  @Transactional
  public IssuedToken execute(Command command) {
    var caller = command.caller();
    caller.requireScope(Use.CREDENTIALS);
    var key = keys.current();
    var organization = caller.inActive();
    organizations
        .acting(organization, caller.user())
        .orElseThrow(() -> new Violation.NotFound("organization").refused())
        .require(Permission.CREATE_API_TOKENS);
    var policy = policies.find(organization);
    if (!policy.apiTokens()) {
      throw new Violation.WrongState("use of personal access tokens", "switched off").refused();
    }
    makeRoom(caller);
    return issue.execute(key, organization, caller.user(), command.scope(), policy.days());
  }

  private void makeRoom(Caller caller) {
    var organization = caller.inActive();
    var now = clock.instant();
    int alive = 0;
    for (var token : tokens.list(organization, caller.user())) {
      if (token.isAlive(now)) {
        alive++;
      } else {
        tokens.end(organization, token.id());
      }
    }
    if (alive >= ApiToken.MOST) {
      throw new Violation.WrongState(
              "number of your tokens here", "at its limit of %d".formatted(ApiToken.MOST))
          .refused();
    }
  }
}
