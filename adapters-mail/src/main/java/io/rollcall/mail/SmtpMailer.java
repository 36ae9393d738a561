package io.rollcall.mail;

import io.quarkus.mailer.reactive.ReactiveMailer;
import io.rollcall.application.port.Background;
import io.rollcall.application.port.Mail;
import io.rollcall.application.port.Mailer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Sends over SMTP, or keeps what is sent where there is no mail server. */
@ApplicationScoped
class SmtpMailer implements Mailer {
  private static final Logger LOG = Logger.getLogger(SmtpMailer.class);

  /** A mail server that has not answered by then is tried again later. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How many letters travel at once; the rest wait for their turn. */
  private static final int LANES = 4;

  private final ReactiveMailer smtp;
  private final Letters letters;
  private final KeptLetters kept;
  private final MailSettings settings;
  private final Background background;
  private final TransactionSynchronizationRegistry transaction;

  /** One event loop for all, so that no word of a mail server comes before somebody listens. */
  private final Context loop;

  private final Semaphore lanes = new Semaphore(LANES);

  SmtpMailer(
      ReactiveMailer smtp,
      Letters letters,
      KeptLetters kept,
      MailSettings settings,
      Background background,
      TransactionSynchronizationRegistry transaction,
      Vertx vertx) {
    this.smtp = smtp;
    this.letters = letters;
    this.kept = kept;
    this.settings = settings;
    this.background = background;
    this.transaction = transaction;
    this.loop = ((VertxInternal) vertx).createEventLoopContext();
  }

  @Override
  public void send(Mail mail, Consumer<Delivery> told) {
    if (transaction.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
      dispatch(mail, told);
      return;
    }
    transaction.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // A letter is none of the transaction's business.
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              dispatch(mail, told);
            }
          }
        });
  }

  private void dispatch(Mail mail, Consumer<Delivery> told) {
    background.run("Mail (%s)".formatted(mail.kind()), () -> told.accept(deliver(mail)));
  }

  private Delivery deliver(Mail mail) {
    var letter = letters.write(mail);
    if (!settings.hasServer()) {
      return withoutServer(mail, letter);
    }
    try {
      return deliver(mail, letter);
    } catch (InterruptedException shutdown) {
      Thread.currentThread().interrupt();
      LOG.errorf("The %s to %s was not sent: the server is stopping", mail.kind(), mail.to());
      return Delivery.FAILED;
    }
  }

  private Delivery withoutServer(Mail mail, Letter letter) {
    if (settings.isShown()) {
      kept.keep(letter);
      return Delivery.SENT;
    }
    LOG.errorf(
        "The %s to %s was not sent: no mail server is configured (quarkus.mailer.host)",
        mail.kind(), mail.to());
    return Delivery.FAILED;
  }

  private Delivery deliver(Mail mail, Letter letter) throws InterruptedException {
    var reason = attempt(letter);
    for (var wait : settings.retryAfter()) {
      if (reason.isEmpty()) {
        break;
      }
      Thread.sleep(wait);
      reason = attempt(letter);
    }
    if (reason.isEmpty()) {
      return Delivery.SENT;
    }
    LOG.errorf(
        "The %s to %s was not sent after %d attempts: %s",
        mail.kind(), mail.to(), settings.retryAfter().size() + 1, reason);
    return Delivery.FAILED;
  }

  private void send(Letter letter, UniEmitter<? super Void> done) {
    smtp.send(
            io.quarkus.mailer.Mail.withText(letter.to(), letter.subject(), letter.text())
                .setHtml(letter.html()))
        .subscribe()
        .with(done::complete, done::fail);
  }

  /** Why the mail server did not take it; empty when it did. */
  private String attempt(Letter letter) throws InterruptedException {
    lanes.acquire();
    try {
      Uni.createFrom()
          .<Void>emitter(done -> loop.runOnContext(none -> send(letter, done)))
          .await()
          .atMost(PATIENCE);
      return "";
    } catch (RuntimeException failure) {
      return Letter.oneLine(failure.toString());
    } finally {
      lanes.release();
    }
  }
}
