package io.rollcall.mail;

import io.quarkus.mailer.reactive.ReactiveMailer;
import io.rollcall.application.port.Mail;
import io.rollcall.application.port.Postman;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Sends over SMTP, or keeps what is sent where there is no mail server. */
@ApplicationScoped
class SmtpPostman implements Postman {
  /** A mail server that has not answered by then is tried again later. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Of a mail server's own words, for the person who reads why. */
  private static final int MOST_WORDS = 300;

  private final ReactiveMailer smtp;
  private final Letters letters;
  private final KeptLetters kept;
  private final MailSettings settings;

  /** One event loop for all, so that no word of a mail server comes before somebody listens. */
  private final Context loop;

  SmtpPostman(
      ReactiveMailer smtp, Letters letters, KeptLetters kept, MailSettings settings, Vertx vertx) {
    this.smtp = smtp;
    this.letters = letters;
    this.kept = kept;
    this.settings = settings;
    this.loop = ((VertxInternal) vertx).createEventLoopContext();
  }

  @Override
  public Outcome deliver(Mail mail) {
    var letter = letters.write(mail);
    if (settings.hasServer()) {
      return attempt(letter);
    }
    if (settings.isShown()) {
      kept.keep(letter);
      return new Outcome.Taken();
    }
    return new Outcome.Never("No mail server is configured (quarkus.mailer.host).");
  }

  private Outcome attempt(Letter letter) {
    try {
      Uni.createFrom()
          .<Void>emitter(done -> loop.runOnContext(none -> send(letter, done)))
          .await()
          .atMost(PATIENCE);
      return new Outcome.Taken();
    } catch (RuntimeException failure) {
      return new Outcome.NotNow(words(failure));
    }
  }

  private void send(Letter letter, UniEmitter<? super Void> done) {
    smtp.send(
            io.quarkus.mailer.Mail.withText(letter.to(), letter.subject(), letter.text())
                .setHtml(letter.html()))
        .subscribe()
        .with(done::complete, done::fail);
  }

  private static String words(RuntimeException failure) {
    var line = Letter.oneLine(failure.toString());
    return line.substring(0, Math.min(MOST_WORDS, line.length()));
  }
}
