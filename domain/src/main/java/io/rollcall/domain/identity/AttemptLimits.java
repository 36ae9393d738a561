package io.rollcall.domain.identity;

import java.time.Duration;

/**
 * How often somebody may try what others guess at or flood with: so many attempts at once, and then
 * one more each time that its share of the window has passed.
 *
 * @param window in which an allowance that was used up is whole again
 * @param perAccount on one account, wherever from
 * @param perAddress from one network address, on whatever account; offices share one
 * @param mailsPerAccount mails that anybody can make the server send to one account
 */
public record AttemptLimits(Duration window, int perAccount, int perAddress, int mailsPerAccount) {
  public static final AttemptLimits DEFAULT = new AttemptLimits(Duration.ofMinutes(15), 10, 100, 3);

  public AttemptLimits {
    if (window.toSeconds() < 1 || perAccount < 1 || perAddress < 1 || mailsPerAccount < 1) {
      throw new IllegalArgumentException(
          "limits on attempts are at least one, in a window of at least a second");
    }
  }
}
