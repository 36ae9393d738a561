package io.rollcall.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rollcall.application.port.Postman;
import io.rollcall.application.port.Postman.Outcome;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(SmtpServer.class)
@Timeout(60)
class SmtpPostmanTest {
  private static final Outcome TAKEN = new Outcome.Taken();

  @Inject Postman postman;

  @BeforeEach
  void emptyMailbox() {
    SmtpServer.MESSAGES.clear();
    SmtpServer.REFUSALS.set(0);
  }

  @Test
  void letterArrivesAsTextAndHtml() {
    assertThat(postman.deliver(MailWorld.invitation("Acme"))).isEqualTo(TAKEN);

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

  /** None waits for a mail server that has said its word already. */
  @Test
  void manyLettersAtOnceAllArrive() throws Exception {
    var letters = new ArrayList<Callable<Outcome>>();
    for (int i = 0; i < 100; i++) {
      var mail = MailWorld.invitation("Acme " + i);
      letters.add(() -> postman.deliver(mail));
    }
    try (var lanes = Executors.newFixedThreadPool(4)) {
      assertThat(lanes.invokeAll(letters)).allMatch(done -> done.resultNow().equals(TAKEN));
    }
    assertThat(SmtpServer.MESSAGES).hasSize(100);
  }

  @Test
  void refusedLetterMayBeTriedAgainAndTheReasonIsTold() {
    SmtpServer.REFUSALS.set(1);

    assertThat(postman.deliver(MailWorld.invitation("Acme")))
        .isInstanceOfSatisfying(
            Outcome.NotNow.class,
            later ->
                assertThat(later.reason())
                    .hasSizeBetween(1, 300)
                    .doesNotContain("\n", "\r", "abc-123"));
    assertThat(SmtpServer.MESSAGES).isEmpty();

    assertThat(postman.deliver(MailWorld.invitation("Acme"))).isEqualTo(TAKEN);
    assertThat(SmtpServer.MESSAGES).hasSize(1);
  }

  @Test
  void titleOfAnOrganizationIsNoHeader() {
    postman.deliver(MailWorld.invitation("Acme\r\nBcc: eve@example.com\r\n\r\nbody"));

    var message = SmtpServer.MESSAGES.getFirst();
    var headers = message.substring(0, message.indexOf("\n\n"));
    assertThat(headers.lines()).noneMatch(line -> line.startsWith("Bcc"));
    assertThat(headers).contains("Subject: You are invited to join Acme");
  }
}
