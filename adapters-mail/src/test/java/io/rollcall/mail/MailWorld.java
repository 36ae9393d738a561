package io.rollcall.mail;

import io.rollcall.application.port.Background;
import io.rollcall.application.port.Mail;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the server gives the adapter. */
@ApplicationScoped
class MailWorld {
  static final EmailAddress ANN = new EmailAddress("ann@example.com");
  static final Instant FRIDAY = Instant.parse("2026-01-09T08:00:00Z");

  @Produces
  @Singleton
  MailSettings settings() {
    var soon = Duration.ofMillis(20);
    return new MailSettings(
        URI.create("https://rollcall.example.com"), true, true, List.of(soon, soon));
  }

  @Produces
  @Singleton
  Background background() {
    return (name, work) -> Thread.ofVirtual().name(name).start(work);
  }

  static Mail invitation(String organization) {
    return new Mail.Invitation(ANN, organization, Secret.of("abc-123"), FRIDAY);
  }
}
