package io.rollcall.domain.identity;

/**
 * Which tokens an organization takes.
 *
 * @param apiTokens whether personal access tokens open it
 * @param legacyKeys whether legacy API keys open it
 * @param days how long personal access tokens live that are made from now on, {@value #MIN_DAYS} to
 *     {@value #MAX_DAYS}
 */
public record TokenPolicy(boolean apiTokens, boolean legacyKeys, int days) {
  public static final int MIN_DAYS = 1;

  /** Two hundred years, as in the published API. */
  public static final int MAX_DAYS = 73_000;

  /** Both kinds; a personal access token lives for a year. */
  public static final TokenPolicy DEFAULT = new TokenPolicy(true, true, 365);

  public TokenPolicy {
    if (days < MIN_DAYS || days > MAX_DAYS) {
      throw new IllegalArgumentException(
          "tokens live %d to %d days, not %d".formatted(MIN_DAYS, MAX_DAYS, days));
    }
  }
}
