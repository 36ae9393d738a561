package io.rollcall.mail;

import io.rollcall.application.port.Mail;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.membership.InvitationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;

/** What the server gives the adapter. */
@ApplicationScoped
class MailWorld {
  static final EmailAddress ANN = new EmailAddress("ann@example.com");
  static final Instant FRIDAY = Instant.parse("2026-01-09T08:00:00Z");

  @Produces
  @Singleton
  MailSettings settings() {
    return new MailSettings(URI.create("https://rollcall.example.com"), true, true);
  }

  static Mail invitation(String organization) {
    return new Mail.Invitation(
        ANN,
        new OrganizationId(1),
        new InvitationId(1),
        organization,
        Secret.of("abc-123"),
        FRIDAY);
  }
}
