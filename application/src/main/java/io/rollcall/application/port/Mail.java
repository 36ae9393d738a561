package io.rollcall.application.port;

import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.membership.InvitationId;
import java.time.Instant;
import java.util.Optional;

/**
 * A letter to one person: what it says, not how it reads. The adapter makes the links from the
 * tokens; nothing else ever shows them.
 */
public sealed interface Mail {
  EmailAddress to();

  /** Which letter it is, for the operator's log: {@code invitation}. */
  default String kind() {
    return switch (this) {
      case Invitation ignored -> "invitation";
      case Welcome ignored -> "welcome";
      case PasswordReset ignored -> "password-reset";
      case AddressVerification ignored -> "address-verification";
      case AddressChanged ignored -> "address-changed";
      case AccountExists ignored -> "account-exists";
      case OrganizationDeleted ignored -> "organization-deleted";
    };
  }

  /** Until when the letter is of use; nothing for one whose news stay true. */
  default Optional<Instant> until() {
    return switch (this) {
      case Invitation it -> Optional.of(it.expiresAt());
      case Welcome it -> Optional.of(it.expiresAt());
      case PasswordReset it -> Optional.of(it.expiresAt());
      case AddressVerification it -> Optional.of(it.expiresAt());
      case AddressChanged ignored -> Optional.empty();
      case AccountExists ignored -> Optional.empty();
      case OrganizationDeleted ignored -> Optional.empty();
    };
  }

  /**
   * Join an organization; the link signs up, or signs in and accepts.
   *
   * @param organization its title
   */
  record Invitation(
      EmailAddress to,
      OrganizationId from,
      InvitationId invitation,
      String organization,
      Secret token,
      Instant expiresAt)
      implements Mail {}

  /** An administrator made the account; the link sets its first password. */
  record Welcome(EmailAddress to, String organization, Secret token, Instant expiresAt)
      implements Mail {}

  /** Somebody, hopefully the person, forgot the password. */
  record PasswordReset(EmailAddress to, Secret token, Instant expiresAt) implements Mail {}

  /** The address belongs to whoever follows the link. */
  record AddressVerification(EmailAddress to, Secret token, Instant expiresAt) implements Mail {}

  /**
   * Tells the old address that the account has another one now.
   *
   * @param to the old address
   */
  record AddressChanged(EmailAddress to, EmailAddress changedTo) implements Mail {}

  /** Somebody, perhaps the person, signs up with the address of an account. Asks for nothing. */
  record AccountExists(EmailAddress to) implements Mail {}

  /**
   * Tells the owner that the organization is deleted. Asks for nothing: only the operator can undo
   * it.
   */
  record OrganizationDeleted(EmailAddress to, String organization, Instant restorableUntil)
      implements Mail {}
}
