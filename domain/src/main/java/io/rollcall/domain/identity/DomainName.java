package io.rollcall.domain.identity;

import java.util.Optional;
import java.util.Set;

/**
 * A domain that addresses can be in and one organization can speak for: lower case, ASCII (RFC 5890
 * A-labels), and nothing under which strangers register names.
 */
public record DomainName(String value) implements Comparable<DomainName> {
  /** Under these, the registries of countries give names to anybody: co.uk, com.au, ne.jp. */
  private static final Set<String> OF_REGISTRIES =
      Set.of("ac", "co", "com", "edu", "go", "gov", "mil", "ne", "net", "or", "org");

  public DomainName {
    if (!normalize(value).equals(Optional.of(value))) {
      throw new IllegalArgumentException("not a normalized domain");
    }
  }

  /** The domain in normal form, or nothing when nobody can speak for it alone. */
  public static Optional<DomainName> parse(String text) {
    return normalize(text).map(DomainName::new);
  }

  private static Optional<String> normalize(String text) {
    return EmailAddress.parse("somebody@" + text.strip())
        .map(EmailAddress::domain)
        .filter(domain -> !isPublic(domain));
  }

  private static boolean isPublic(String domain) {
    var labels = domain.split("\\.", -1);
    var last = labels[labels.length - 1];
    boolean numbers = last.chars().allMatch(Character::isDigit); // an address of a machine
    return labels.length < 2
        || numbers
        || (labels.length == 2 && last.length() == 2 && OF_REGISTRIES.contains(labels[0]));
  }

  @Override
  public int compareTo(DomainName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
