package io.rollcall.application.identity;

import io.rollcall.application.port.ApiTokenRepository;
import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.TokenPolicyRepository;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenScope.Use;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;

/**
 * Replaces one of the own personal access tokens by a new one of the same scope. The old one is
 * dead at once, and of two who try at the same time one succeeds.
 */
@ApplicationScoped
public class RotateApiToken {
  private final OwnApiTokens own;
  private final ApiTokenRepository tokens;
  private final TokenPolicyRepository policies;
  private final SigningKeys keys;
  private final IssueApiToken issue;
  private final ChangeNotes notes;

  RotateApiToken(
      OwnApiTokens own,
      ApiTokenRepository tokens,
      TokenPolicyRepository policies,
      SigningKeys keys,
      IssueApiToken issue,
      ChangeNotes notes) {
    this.own = own;
    this.tokens = tokens;
    this.policies = policies;
    this.keys = keys;
    this.issue = issue;
    this.notes = notes;
  }

  /**
   * @param token the whole token, or what lists show of it
   */
  public record Command(Caller caller, Secret token) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code OutOfScope}, {@code
   *     NotPermitted}, {@code WrongState} when the person has no such token here, or no longer, or
   *     the organization takes none
   */
  @Transactional
  public IssuedToken execute(Command command) {
    var caller = command.caller();
    caller.requireScope(Use.CREDENTIALS);
    var key = keys.current();
    var old =
        own.named(command.token(), caller, Permission.CREATE_API_TOKENS)
            .orElseThrow(RotateApiToken::revoked);
    var policy = policies.find(old.organization());
    if (!policy.apiTokens()) {
      throw new Violation.WrongState("use of personal access tokens", "switched off").refused();
    }
    if (!tokens.end(old.organization(), old.id())) {
      throw revoked();
    }
    notes.changed(
        Change.removed("api_token", old.id().value(), Map.of("scope", old.scope().code())));
    return issue.execute(key, old.organization(), old.user(), old.scope(), policy.days());
  }

  private static RuntimeException revoked() {
    return new Violation.WrongState("token", "revoked, expired or not yours here").refused();
  }
}
