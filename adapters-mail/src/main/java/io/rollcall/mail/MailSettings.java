package io.rollcall.mail;

import java.net.URI;

/**
 * What the operator decided about mail.
 *
 * @param url the address of this server, where every link begins; without a slash at the end
 * @param hasServer whether there is a mail server to send by
 * @param keep whether to keep letters and show them at {@code /dev/mail} when there is none
 */
public record MailSettings(URI url, boolean hasServer, boolean keep) {
  boolean isShown() {
    return keep && !hasServer;
  }
}
