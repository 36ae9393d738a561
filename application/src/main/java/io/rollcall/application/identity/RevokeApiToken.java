package io.rollcall.application.identity;

import io.rollcall.application.port.ApiTokenRepository;
import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenScope.Use;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;

/** Ends one of the own personal access tokens, and the access tokens made from it, at once. */
@ApplicationScoped
public class RevokeApiToken {
  private final OwnApiTokens own;
  private final ApiTokenRepository tokens;
  private final ChangeNotes notes;

  RevokeApiToken(OwnApiTokens own, ApiTokenRepository tokens, ChangeNotes notes) {
    this.own = own;
    this.tokens = tokens;
    this.notes = notes;
  }

  /**
   * @param token the whole token, or what lists show of it
   */
  public record Command(Caller caller, Secret token) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code OutOfScope}, {@code
   *     NotPermitted}, {@code NotFound} when the person has no such token here, or no longer
   */
  @Transactional
  public void execute(Command command) {
    var caller = command.caller();
    caller.requireScope(Use.CREDENTIALS);
    var ended =
        own.named(command.token(), caller, Permission.BE_MEMBER)
            .filter(token -> tokens.end(token.organization(), token.id()))
            .orElseThrow(() -> new Violation.NotFound("token").refused());
    notes.changed(
        Change.removed("api_token", ended.id().value(), Map.of("scope", ended.scope().code())));
  }
}
