package io.rollcall.mail;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.rollcall.application.port.Mail;
import io.rollcall.domain.identity.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes letters: the words are here, the looks in the two templates. HTML escapes every value. */
@ApplicationScoped
class Letters {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** A subject that a mail program shows whole. */
  private static final int TITLE_IN_SUBJECT = 80;

  private final Template html;
  private final Template text;
  private final MailSettings settings;

  Letters(
      @Location("letter.html") Template html,
      @Location("letter.txt") Template text,
      MailSettings settings) {
    this.html = html;
    this.text = text;
    this.settings = settings;
  }

  /**
   * @param link null for a letter that asks for nothing
   */
  private record Words(
      String subject, List<String> paragraphs, @Nullable String action, @Nullable String link) {}

  Letter write(Mail mail) {
    var words =
        switch (mail) {
          case Mail.Invitation it -> invitation(it);
          case Mail.Welcome it -> welcome(it);
          case Mail.PasswordReset it -> passwordReset(it);
          case Mail.AddressVerification it -> verification(it);
          case Mail.AddressChanged it -> changed(it);
          case Mail.AccountExists it -> exists(it);
          case Mail.OrganizationDeleted it -> deleted(it);
        };
    return new Letter(
        mail.to().value(), words.subject(), words.link(), render(text, words), render(html, words));
  }

  private Words invitation(Mail.Invitation mail) {
    return new Words(
        "You are invited to join " + shortened(mail.organization()),
        List.of(
            "You are invited to join %s on Rollcall.".formatted(mail.organization()),
            "The invitation is for %s alone, can be used once, and ends on %s."
                .formatted(mail.to(), moment(mail.expiresAt())),
            "If you did not expect it, ignore this message: nothing happens without you."),
        "Accept the invitation",
        link("/signup", mail.token()));
  }

  private Words welcome(Mail.Welcome mail) {
    return new Words(
        "Your account in " + shortened(mail.organization()),
        List.of(
            "An administrator of %s made an account for %s on Rollcall."
                .formatted(mail.organization(), mail.to()),
            "Choose a password to use it. The link can be used once, until %s."
                .formatted(moment(mail.expiresAt()))),
        "Choose a password",
        link("/password/reset", mail.token()));
  }

  private Words passwordReset(Mail.PasswordReset mail) {
    return new Words(
        "Reset your password",
        List.of(
            "Somebody asked to reset the password of the account %s on Rollcall."
                .formatted(mail.to()),
            "The link can be used once, until %s.".formatted(moment(mail.expiresAt())),
            "If it was not you, ignore this message: your password stays as it is."),
        "Choose a new password",
        link("/password/reset", mail.token()));
  }

  private Words verification(Mail.AddressVerification mail) {
    return new Words(
        "Confirm your e-mail address",
        List.of(
            "Please confirm that %s is your e-mail address on Rollcall.".formatted(mail.to()),
            "The link can be used once, until %s.".formatted(moment(mail.expiresAt())),
            "If you have no account there, ignore this message."),
        "Confirm the address",
        link("/verify-email", mail.token()));
  }

  private static Words changed(Mail.AddressChanged mail) {
    return new Words(
        "Your e-mail address was changed",
        List.of(
            "The e-mail address of your account on Rollcall is now %s; it was %s."
                .formatted(mail.changedTo(), mail.to()),
            "If it was not you, tell an administrator of your organization at once."),
        null,
        null);
  }

  private static Words exists(Mail.AccountExists mail) {
    return new Words(
        "You have an account already",
        List.of(
            "Somebody, perhaps you, tried to sign up on Rollcall with %s, which has an account already."
                .formatted(mail.to()),
            "Sign in with it, or ask there for a new password if you forgot yours.",
            "If it was not you, ignore this message: nothing has changed."),
        null,
        null);
  }

  private static Words deleted(Mail.OrganizationDeleted mail) {
    return new Words(
        shortened(mail.organization()) + " was deleted",
        List.of(
            "%s was deleted on Rollcall by its owner, %s. Nobody can use it any more."
                .formatted(mail.organization(), mail.to()),
            "Until %s whoever runs the server can restore it: ask them. After that all of it is removed for good."
                .formatted(moment(mail.restorableUntil())),
            "If it was not you, tell them at once, and change your password."),
        null,
        null);
  }

  private static String render(Template template, Words words) {
    return template
        .data("subject", words.subject())
        .data("paragraphs", words.paragraphs())
        .data("action", words.action())
        .data("link", words.link())
        .render();
  }

  private String link(String page, Secret token) {
    return settings.url()
        + page
        + "?token="
        + URLEncoder.encode(token.reveal(), StandardCharsets.UTF_8);
  }

  private static String moment(Instant at) {
    return MOMENT.format(at);
  }

  private static String shortened(String title) {
    return title.codePointCount(0, title.length()) <= TITLE_IN_SUBJECT
        ? title
        : title.substring(0, title.offsetByCodePoints(0, TITLE_IN_SUBJECT - 1)) + "…";
  }
}
