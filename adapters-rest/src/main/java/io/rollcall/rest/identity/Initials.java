package io.rollcall.rest.identity;

/** The letters that stand for a person where there is no picture. */
public final class Initials {
  private Initials() {}

  public static String of(String firstName, String lastName, String email) {
    if (firstName.isBlank() && lastName.isBlank()) {
      return email.isEmpty() ? "?" : first(email, 2);
    }
    if (lastName.isBlank()) {
      return first(firstName, 2);
    }
    return firstName.isBlank() ? first(lastName, 2) : first(firstName, 1) + first(lastName, 1);
  }

  private static String first(String text, int letters) {
    var clean = text.strip();
    int count = Math.min(letters, clean.codePointCount(0, clean.length()));
    return clean.substring(0, clean.offsetByCodePoints(0, count));
  }
}
