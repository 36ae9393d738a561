package io.rollcall.application.identity;

import io.rollcall.application.port.AccountTokenRepository;
import io.rollcall.application.port.Mail;
import io.rollcall.application.port.Mailer;
import io.rollcall.application.port.SecretVault;
import io.rollcall.domain.identity.AccountToken;
import io.rollcall.domain.identity.AccountToken.Purpose;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** Issues a token and sends it, in the caller's transaction. */
@ApplicationScoped
public class AccountMails {
  private final AccountTokenRepository tokens;
  private final Mailer mailer;
  private final SecretVault vault;
  private final InstantSource clock;

  AccountMails(
      AccountTokenRepository tokens, Mailer mailer, SecretVault vault, InstantSource clock) {
    this.tokens = tokens;
    this.mailer = mailer;
    this.vault = vault;
    this.clock = clock;
  }

  void resetPassword(UserId user, EmailAddress address) {
    var secret = vault.newToken();
    var token = AccountToken.of(user, Purpose.RESET_PASSWORD, address, clock.instant());
    tokens.issue(vault.hash(secret), token);
    mailer.send(new Mail.PasswordReset(address, secret, token.expiresAt()));
  }

  /** To somebody for whom an administrator made an account: it has no password yet. */
  public void welcome(UserId user, EmailAddress address, String organization) {
    var secret = vault.newToken();
    var token = AccountToken.of(user, Purpose.FIRST_PASSWORD, address, clock.instant());
    tokens.issue(vault.hash(secret), token);
    mailer.send(new Mail.Welcome(address, organization, secret, token.expiresAt()));
  }

  /** To an address that is, or is to become, that of the account. */
  public void verifyAddress(UserId user, EmailAddress address) {
    var secret = vault.newToken();
    var token = AccountToken.of(user, Purpose.VERIFY_ADDRESS, address, clock.instant());
    tokens.issue(vault.hash(secret), token);
    mailer.send(new Mail.AddressVerification(address, secret, token.expiresAt()));
  }

  /** To an address with which somebody tried to sign up anew. */
  public void tellAccountExists(EmailAddress address) {
    mailer.send(new Mail.AccountExists(address));
  }

  void tellChangedAddress(EmailAddress old, EmailAddress changedTo) {
    mailer.send(new Mail.AddressChanged(old, changedTo));
  }
}
