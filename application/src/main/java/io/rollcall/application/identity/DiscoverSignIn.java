package io.rollcall.application.identity;

import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * How the holder of an address signs in. No account is looked up, so that neither the answer nor
 * its time tells whether there is one.
 */
@ApplicationScoped
public class DiscoverSignIn {
  private final Attempts attempts;

  DiscoverSignIn(Attempts attempts) {
    this.attempts = attempts;
  }

  /** A way to sign in. */
  public enum Method {
    PASSWORD
  }

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code Invalid} naming {@code email},
   *     {@code TooManyAttempts}
   */
  public List<Method> execute(String email, Client client) {
    attempts.take(Attempts.Kind.DISCOVERY, email, client);
    if (EmailAddress.parse(email).isEmpty()) {
      throw Violation.Invalid.field("email", "Enter a valid email address.").refused();
    }
    return List.of(Method.PASSWORD);
  }
}
