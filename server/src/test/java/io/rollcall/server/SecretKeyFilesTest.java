package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is cut off, no key is lost that a secret may be encrypted under. */
class SecretKeyFilesTest {
  @TempDir Path home;

  @Test
  void renewedKeyStandsBesideThoseItReplaced() {
    var first = SecretKeyFiles.read(home);
    assertThat(SecretKeyFiles.all(home)).containsExactly(first);

    SecretKeyFiles.renew(home);
    var second = SecretKeyFiles.read(home);
    assertThat(SecretKeyFiles.all(home)).containsExactly(second, first);

    SecretKeyFiles.renew(home);
    assertThat(SecretKeyFiles.all(home)).hasSize(3).endsWith(first, second).doesNotHaveDuplicates();
  }

  @Test
  void oldKeysAreForgottenOnlyWhereTheServerHasItsKeyFrom() {
    SecretKeyFiles.renew(home);
    var current = SecretKeyFiles.read(home);

    SecretKeyFiles.forgetPrevious(
        home, Optional.of("a key of the environment's own, of 32 letters"));
    assertThat(SecretKeyFiles.all(home)).hasSize(2);

    SecretKeyFiles.forgetPrevious(home, Optional.of(current));
    assertThat(SecretKeyFiles.all(home)).containsExactly(current);
  }

  @Test
  void onlyTheOwnerReadsAnyOfThem() throws IOException {
    SecretKeyFiles.renew(home);
    try (var files = Files.list(home.resolve("secrets"))) {
      for (var file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
      }
    }
  }

  /** Or by a renewal that was cut off after its first step. */
  @Test
  void keyOfABackupIsReadWithToo() {
    var own = SecretKeyFiles.read(home);
    SecretKeyFiles.addPrevious(home, "the key of a backup, of 32 characters");

    assertThat(SecretKeyFiles.all(home))
        .containsExactly(own, "the key of a backup, of 32 characters");
  }

  @Test
  void severalKeysAreOneSettingWhateverIsInThem() {
    var keys = List.of("a key, with a comma", "a \\ key", "plain");
    var config =
        new SmallRyeConfigBuilder()
            .withSources(
                new PropertiesConfigSource(
                    Map.of("rollcall.previous-secret-keys", SecretKeyFiles.asSetting(keys)), "", 1))
            .build();

    assertThat(RestoreCommand.previousKeys(config)).isEqualTo(keys);
    assertThat(RestoreCommand.knownKeys(config)).isEqualTo(keys);
  }
}
