package io.rollcall.application.organization;

import io.rollcall.application.identity.Attempts;
import io.rollcall.application.identity.Caller;
import io.rollcall.application.identity.Client;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Lets somebody who is signed in join the organization that invited them. */
@ApplicationScoped
public class JoinByInvitation {
  private final UserRepository users;
  private final AcceptInvitation accept;
  private final Attempts attempts;

  JoinByInvitation(UserRepository users, AcceptInvitation accept, Attempts attempts) {
    this.users = users;
    this.accept = accept;
    this.attempts = attempts;
  }

  /**
   * Only a password session: a credential of one organization opens no other.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code PasswordSessionRequired}, {@code
   *     TooManyAttempts}, or {@code Invalid} naming {@code token}
   */
  @Transactional
  public OrganizationId execute(Caller caller, Secret token, Client client) {
    caller.passwordSession();
    attempts.take(Attempts.Kind.REDEMPTION, client);
    var user =
        users.find(caller.user()).orElseThrow(() -> new Violation.NotFound("user").refused());
    return accept.execute(user, token);
  }
}
