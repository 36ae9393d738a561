package io.rollcall.mail;

import static io.rollcall.mail.MailWorld.ANN;
import static io.rollcall.mail.MailWorld.FRIDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rollcall.application.port.Mail;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.Secret;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SmtpServer.class)
class LettersTest {
  private static final Secret TOKEN = Secret.of("abc-123");

  @Inject Letters letters;

  @Test
  void everyLinkBeginsAtTheServersAddress() {
    var pages = new LinkedHashMap<Mail, String>();
    pages.put(MailWorld.invitation("Acme"), "/signup");
    pages.put(new Mail.Welcome(ANN, "Acme", TOKEN, FRIDAY), "/password/reset");
    pages.put(new Mail.PasswordReset(ANN, TOKEN, FRIDAY), "/password/reset");
    pages.put(new Mail.AddressVerification(ANN, TOKEN, FRIDAY), "/verify-email");
    pages.forEach(
        (mail, page) -> {
          var link = "https://rollcall.example.com" + page + "?token=abc-123";
          var letter = letters.write(mail);
          assertThat(letter.link()).isEqualTo(link);
          assertThat(letter.text()).contains(link, "9 January 2026, 08:00 UTC");
          assertThat(letter.html()).contains("href=\"" + link + "\"", "9 January 2026, 08:00 UTC");
          assertThat(letter.to()).isEqualTo("ann@example.com");
          assertThat(letter.toString()).doesNotContain("abc-123");
          assertThat(mail.toString()).doesNotContain("abc-123");
        });
  }

  @Test
  void oldAddressIsToldAndAskedForNothing() {
    var letter = letters.write(new Mail.AddressChanged(ANN, new EmailAddress("eve@example.com")));

    assertThat(letter.link()).isNull();
    assertThat(letter.text()).contains("ann@example.com", "eve@example.com").doesNotContain("http");
    assertThat(letter.html()).contains("eve@example.com").doesNotContain("href");
  }

  @Test
  void ownerIsToldUntilWhenADeletedOrganizationCanBeRestored() {
    var letter = letters.write(new Mail.OrganizationDeleted(ANN, "Acme <Labs>", FRIDAY));

    assertThat(letter.subject()).isEqualTo("Acme <Labs> was deleted");
    assertThat(letter.link()).isNull();
    assertThat(letter.text())
        .contains("Acme <Labs>", "ann@example.com", "9 January 2026, 08:00 UTC");
    assertThat(letter.html()).contains("Acme &lt;Labs&gt;").doesNotContain("href");
  }

  @Test
  void titleOfAnOrganizationIsNoMarkup() {
    var letter =
        letters.write(MailWorld.invitation("<script>alert(1)</script> \"A\" & <a href=x>B</a>"));

    assertThat(letter.html())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script", "<a href=x");
    assertThat(letter.text()).contains("<script>alert(1)</script> \"A\" & <a href=x>B</a>");
  }

  @Test
  void subjectIsOneShortLine() {
    assertThat(letters.write(MailWorld.invitation("Acme\r\nBcc: eve@example.com")).subject())
        .isEqualTo("You are invited to join Acme  Bcc: eve@example.com");
    assertThat(letters.write(MailWorld.invitation("𝔘".repeat(1000))).subject())
        .hasSizeLessThan(200)
        .endsWith("𝔘…");
  }

  @Test
  void tokenIsEncoded() {
    var mail = new Mail.PasswordReset(ANN, Secret.of("a&b=c \"<"), FRIDAY);

    assertThat(letters.write(mail).link()).endsWith("?token=a%26b%3Dc+%22%3C");
  }
}
