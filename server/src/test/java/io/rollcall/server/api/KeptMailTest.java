package io.rollcall.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.Mail;
import io.rollcall.application.port.Mailer;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.membership.InvitationId;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Development and tests have no mail server; what would have been sent is shown. */
@ApiTest
class KeptMailTest {
  @Inject Mailer mailer;

  @Test
  void keptLetterIsListedAndReadWithALinkToFollow() {
    var to = World.email("kept");
    mailer.send(
        new Mail.Invitation(
            EmailAddress.parse(to).orElseThrow(),
            new OrganizationId(4711),
            new InvitationId(4711),
            "<b>Acme</b>",
            Secret.of("kept-token"),
            Instant.now().plusSeconds(60)));
    var path = KeptMail.pathOf(to);

    var list = given().get("/dev/mail");
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(list.header("Cache-Control")).isEqualTo("no-store");
    assertThat(list.asString()).contains(to, "&lt;b&gt;Acme").doesNotContain("<b>Acme");

    for (var page : new String[] {path, path + "/html"}) {
      var letter = given().get(page);
      assertThat(letter.contentType()).startsWith("text/html");
      assertThat(letter.header("Content-Security-Policy")).startsWith("default-src 'none'");
      assertThat(letter.asString())
          .contains("&lt;b&gt;Acme")
          .containsPattern("<a href=\"http://[^\"]+/signup\\?token=kept-token\"");
    }
  }

  @Test
  void unknownLetterIsNotThere() {
    for (var number : new String[] {"0", "999999999", "x", "99999999999999"}) {
      assertThat(given().get("/dev/mail/" + number).statusCode()).isEqualTo(404);
    }
  }
}
