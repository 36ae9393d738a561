package io.rollcall.mail;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What the operator decided about mail.
 *
 * @param url the address of this server, where every link begins; without a slash at the end
 * @param hasServer whether there is a mail server to send by
 * @param keep whether to keep letters and show them at {@code /dev/mail} when there is none
 * @param retryAfter how long to wait before each further attempt
 */
public record MailSettings(URI url, boolean hasServer, boolean keep, List<Duration> retryAfter) {
  /** An attempt at once and three more within about a minute. */
  public static final List<Duration> USUAL_RETRIES =
      List.of(Duration.ofSeconds(2), Duration.ofSeconds(12), Duration.ofSeconds(50));

  public MailSettings {
    retryAfter = List.copyOf(retryAfter);
  }

  boolean isShown() {
    return keep && !hasServer;
  }
}
