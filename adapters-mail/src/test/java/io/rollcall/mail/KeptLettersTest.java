package io.rollcall.mail;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SmtpServer.class)
class KeptLettersTest {
  @Test
  void lettersAreShownOnlyWhereTheOperatorKeepsThemAndNobodySendsThem() {
    assertThat(isShown(false, true)).isTrue();
    assertThat(isShown(false, false)).isFalse();
    assertThat(isShown(true, true)).isFalse();
    assertThat(isShown(true, false)).isFalse();
  }

  private static boolean isShown(boolean hasServer, boolean keep) {
    return new MailSettings(URI.create("http://localhost"), hasServer, keep).isShown();
  }

  /** The server of this test has a mail server. */
  @Test
  void elsewhereThereIsNoSuchPage() {
    for (var page : List.of("/dev/mail", "/dev/mail/1", "/dev/mail/1/html")) {
      assertThat(given().get(page).statusCode()).as(page).isEqualTo(404);
    }
  }

  @Test
  void oldLettersMakeRoomForNewOnes() {
    var kept = new KeptLetters();
    for (int i = 0; i < KeptLetters.MOST + 5; i++) {
      kept.keep(new Letter("ann@example.com", "Letter " + i, null, "", ""));
    }

    assertThat(kept.all()).hasSize(KeptLetters.MOST);
    assertThat(kept.all().getFirst().letter().subject()).isEqualTo("Letter 204");
    assertThat(kept.find(5)).isEmpty();
    assertThat(kept.find(6)).isPresent();
  }
}
