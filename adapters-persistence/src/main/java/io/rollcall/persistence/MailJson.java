package io.rollcall.persistence;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.application.port.Mail;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.membership.InvitationId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A letter as JSON, to be encrypted; its kind and its address are kept beside it. */
record MailJson(
    @JsonProperty("from") @Nullable Long from,
    @JsonProperty("invitation") @Nullable Long invitation,
    @JsonProperty("organization") @Nullable String organization,
    @JsonProperty("token") @Nullable String token,
    @JsonProperty("until") @Nullable String until,
    @JsonProperty("changed_to") @Nullable String changedTo) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Secret write(Mail mail) {
    try {
      return Secret.of(JSON.writeValueAsString(of(mail)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static MailJson of(Mail mail) {
    return switch (mail) {
      case Mail.Invitation it ->
          new MailJson(
              it.from().value(),
              it.invitation().value(),
              it.organization(),
              it.token().reveal(),
              it.expiresAt().toString(),
              null);
      case Mail.Welcome it ->
          new MailJson(
              null, null, it.organization(), it.token().reveal(), it.expiresAt().toString(), null);
      case Mail.PasswordReset it -> link(it.token(), it.expiresAt());
      case Mail.AddressVerification it -> link(it.token(), it.expiresAt());
      case Mail.AddressChanged it ->
          new MailJson(null, null, null, null, null, it.changedTo().value());
      case Mail.OrganizationDeleted it ->
          new MailJson(null, null, it.organization(), null, it.restorableUntil().toString(), null);
      case Mail.AccountExists ignored -> new MailJson(null, null, null, null, null, null);
    };
  }

  private static MailJson link(Secret token, Instant expiresAt) {
    return new MailJson(null, null, null, token.reveal(), expiresAt.toString(), null);
  }

  static Mail read(String kind, EmailAddress to, Secret json) {
    try {
      return JSON.readValue(json.reveal(), MailJson.class).toMail(kind, to);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("a stored letter cannot be read", broken);
    }
  }

  private Mail toMail(String kind, EmailAddress to) {
    return switch (kind) {
      case "invitation" ->
          new Mail.Invitation(
              to,
              new OrganizationId(there(from)),
              new InvitationId(there(invitation)),
              there(organization),
              secret(),
              end());
      case "welcome" -> new Mail.Welcome(to, there(organization), secret(), end());
      case "password-reset" -> new Mail.PasswordReset(to, secret(), end());
      case "address-verification" -> new Mail.AddressVerification(to, secret(), end());
      case "address-changed" -> new Mail.AddressChanged(to, new EmailAddress(there(changedTo)));
      case "organization-deleted" -> new Mail.OrganizationDeleted(to, there(organization), end());
      case "account-exists" -> new Mail.AccountExists(to);
      default -> throw new IllegalStateException("no letter is called " + kind);
    };
  }

  private Secret secret() {
    return Secret.of(there(token));
  }

  private Instant end() {
    return Instant.parse(there(until));
  }

  private static <T> T there(@Nullable T value) {
    return Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return "MailJson[***]";
  }
}
