package io.rollcall.crypto;

import io.rollcall.application.port.PasswordHasher;
import io.rollcall.domain.identity.PasswordHash;
import io.rollcall.domain.identity.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id (RFC 9106) with 19 MiB, two passes and one lane: the OWASP minimum, about 30 ms of one
 * core. No more run at once than there are cores, so that a flood of logins costs neither all
 * memory nor more time than one after the other.
 */
@ApplicationScoped
class Argon2PasswordHasher implements PasswordHasher {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;

  private final Argon2PasswordEncoder argon2;
  private final String parameters;
  private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  /** Compared with when there is no hash: the answer is no, and takes as long as any other. */
  private final String nobody;

  Argon2PasswordHasher() {
    this(MEMORY_KIB, PASSES);
  }

  Argon2PasswordHasher(int memoryKib, int passes) {
    this.argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, memoryKib, passes);
    this.nobody = encode("nobody's password");
    this.parameters = parameters(nobody);
  }

  @Override
  public PasswordHash hash(Secret password) {
    return PasswordHash.of(onOneCore(() -> encode(password.reveal())));
  }

  @Override
  public boolean matches(Secret password, @Nullable PasswordHash hash) {
    var encoded = hash == null ? nobody : hash.encoded().reveal();
    boolean equal = onOneCore(() -> argon2.matches(password.reveal(), encoded));
    return equal && hash != null;
  }

  @Override
  public boolean isOutdated(PasswordHash hash) {
    return !parameters(hash.encoded().reveal()).equals(parameters);
  }

  /** What stands before salt and hash: {@code $argon2id$v=19$m=19456,t=2,p=1}. */
  private static String parameters(String encoded) {
    var parts = encoded.split("\\$", -1);
    return String.join("$", Arrays.copyOf(parts, Math.min(4, parts.length)));
  }

  private String encode(String password) {
    return Objects.requireNonNull(argon2.encode(password), "Argon2 hashes every password");
  }

  private <T> T onOneCore(Supplier<T> work) {
    cores.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      cores.release();
    }
  }
}
