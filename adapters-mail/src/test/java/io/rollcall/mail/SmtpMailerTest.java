package io.rollcall.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rollcall.application.port.Mail;
import io.rollcall.application.port.Mailer;
import io.rollcall.application.port.Mailer.Delivery;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(SmtpServer.class)
@Timeout(60)
class SmtpMailerTest {
  @Inject Mailer mailer;

  @BeforeEach
  void emptyMailbox() {
    SmtpServer.MESSAGES.clear();
    SmtpServer.REFUSALS.set(0);
  }

  private Delivery sent(Mail mail) throws Exception {
    var told = new CompletableFuture<Delivery>();
    QuarkusTransaction.requiringNew().run(() -> mailer.send(mail, told::complete));
    return told.get(30, TimeUnit.SECONDS);
  }

  @Test
  void letterArrivesAsTextAndHtml() throws Exception {
    assertThat(sent(MailWorld.invitation("Acme"))).isEqualTo(Delivery.SENT);

    assertThat(SmtpServer.MESSAGES)
        .singleElement()
        .asString()
        .contains(
            "To: ann@example.com",
            "From: rollcall@example.com",
            "Subject: You are invited to join Acme",
            "text/plain",
            "text/html");
  }

  @Test
  void nothingLeavesBeforeTheCommit() throws Exception {
    var told = new CompletableFuture<Delivery>();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              mailer.send(MailWorld.invitation("Acme"), told::complete);
              assertThat(catchThrowable(() -> told.get(300, TimeUnit.MILLISECONDS)))
                  .isInstanceOf(java.util.concurrent.TimeoutException.class);
              assertThat(SmtpServer.MESSAGES).isEmpty();
            });

    assertThat(told.get(30, TimeUnit.SECONDS)).isEqualTo(Delivery.SENT);
  }

  @Test
  void rolledBackLetterNeverExisted() throws Exception {
    var told = new CompletableFuture<Delivery>();
    QuarkusTransaction.begin();
    mailer.send(MailWorld.invitation("Never"), told::complete);
    QuarkusTransaction.rollback();

    assertThat(sent(MailWorld.invitation("Acme"))).isEqualTo(Delivery.SENT);
    assertThat(told).isNotDone();
    assertThat(SmtpServer.MESSAGES).singleElement().asString().doesNotContain("Never");
  }

  @Test
  void letterLeavesAtOnceOutsideATransaction() throws Exception {
    var told = new CompletableFuture<Delivery>();
    mailer.send(MailWorld.invitation("Acme"), told::complete);

    assertThat(told.get(30, TimeUnit.SECONDS)).isEqualTo(Delivery.SENT);
  }

  /** None waits for a mail server that has said its word already. */
  @Test
  void manyLettersAtOnceAllArrive() throws Exception {
    var told = new ArrayList<CompletableFuture<Delivery>>();
    for (int i = 0; i < 100; i++) {
      var one = new CompletableFuture<Delivery>();
      told.add(one);
      mailer.send(MailWorld.invitation("Acme " + i), one::complete);
    }
    CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)).get(25, TimeUnit.SECONDS);

    assertThat(told).allMatch(one -> one.join() == Delivery.SENT);
    assertThat(SmtpServer.MESSAGES).hasSize(100);
  }

  @Test
  void refusedLetterIsTriedAgain() throws Exception {
    SmtpServer.REFUSALS.set(2);

    assertThat(sent(MailWorld.invitation("Acme"))).isEqualTo(Delivery.SENT);
    assertThat(SmtpServer.MESSAGES).hasSize(1);
  }

  @Test
  void letterThatNobodyTakesIsGivenUp() throws Exception {
    SmtpServer.REFUSALS.set(100);

    assertThat(sent(MailWorld.invitation("Acme"))).isEqualTo(Delivery.FAILED);
    assertThat(SmtpServer.MESSAGES).isEmpty();
    assertThat(SmtpServer.REFUSALS.get()).as("attempts").isEqualTo(97);
  }

  @Test
  void titleOfAnOrganizationIsNoHeader() throws Exception {
    sent(MailWorld.invitation("Acme\r\nBcc: eve@example.com\r\n\r\nbody"));

    var message = SmtpServer.MESSAGES.getFirst();
    var headers = message.substring(0, message.indexOf("\n\n"));
    assertThat(headers.lines()).noneMatch(line -> line.startsWith("Bcc"));
    assertThat(headers).contains("Subject: You are invited to join Acme");
  }
}
