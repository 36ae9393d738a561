package io.rollcall.server.api;

import static io.restassured.RestAssured.given;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** What people get by mail, read where it is kept; letters leave in the background. */
final class KeptMail {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private KeptMail() {}

  /** Where the youngest letter to the address is shown. */
  static String pathOf(String address) {
    return pathOf(address, "[^<]*");
  }

  /** The same, of a letter with that subject. */
  static String pathOf(String address, String subject) {
    var row =
        Pattern.compile(
            "<td>"
                + Pattern.quote(address)
                + "</td><td>"
                + subject
                + "</td><td><a href=\"(/dev/mail/[0-9]+)\"");
    var until = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(until)) {
      var found = row.matcher(given().get("/dev/mail").asString());
      if (found.find()) {
        return found.group(1);
      }
      pause();
    }
    throw new AssertionError("no letter to " + address);
  }

  /** The token of the link in the youngest letter to the address. */
  static String tokenTo(String address) {
    return token(given().get(pathOf(address)).asString())
        .orElseThrow(() -> new AssertionError("the letter to " + address + " has no link"));
  }

  private static Optional<String> token(String page) {
    var link = Pattern.compile("\\?token=([A-Za-z0-9_-]+)").matcher(page);
    return link.find() ? Optional.of(link.group(1)) : Optional.empty();
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }
}
