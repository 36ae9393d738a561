package io.rollcall.crypto;

import io.rollcall.application.port.CommonPasswords;
import io.rollcall.domain.identity.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The passwords of the zxcvbn4j library's list that are long enough to be chosen at all, about
 * eleven thousand (MIT license, in {@code common-passwords.LICENSE}). One a line, in small letters.
 */
@ApplicationScoped
class ShippedCommonPasswords implements CommonPasswords {
  private final Set<String> known = read();

  @Override
  public boolean contains(Secret password) {
    return known.contains(password.reveal().strip().toLowerCase(Locale.ROOT));
  }

  private static Set<String> read() {
    var list =
        Objects.requireNonNull(
            ShippedCommonPasswords.class.getResourceAsStream("common-passwords.txt"),
            "the list is packaged with this class");
    try (var lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
      return lines.lines().collect(Collectors.toUnmodifiableSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
