package io.rollcall.application.port;

import io.rollcall.domain.identity.PasswordHash;
import io.rollcall.domain.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hashes nothing, so that tests are fast; remembers what it was asked to compare with. */
public final class PlainPasswordHasher implements PasswordHasher {
  private final List<@Nullable PasswordHash> compared = new ArrayList<>();
  private int salt;
  private int outdatedUpTo;

  @Override
  public PasswordHash hash(Secret password) {
    return PasswordHash.of(++salt + "$" + hex(password));
  }

  @Override
  public boolean matches(Secret password, @Nullable PasswordHash hash) {
    compared.add(hash);
    return hash != null && hash.encoded().reveal().endsWith("$" + hex(password));
  }

  /** As if the parameters had changed: what was hashed until now is outdated. */
  public void changeParameters() {
    outdatedUpTo = salt;
  }

  @Override
  public boolean isOutdated(PasswordHash hash) {
    var encoded = hash.encoded().reveal();
    return Integer.parseInt(encoded.substring(0, encoded.indexOf('$'))) <= outdatedUpTo;
  }

  /** How many passwords were hashed. */
  public int hashed() {
    return salt;
  }

  /** The hashes that passwords were compared with, null where there was none. */
  public List<@Nullable PasswordHash> compared() {
    return compared;
  }

  private static String hex(Secret password) {
    return HexFormat.of().formatHex(password.reveal().getBytes(StandardCharsets.UTF_8));
  }
}
