package io.rollcall.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both ways in which root starts PostgreSQL, and the change from one to the other on the same data.
 */
class PostgresAccountTest {
  @TempDir Path temporary;

  @Test
  void rootRunsItInANamespaceOrAsNobodyOnTheSameData() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root needs another account");
    // nobody has to get through to the data, as it will in a container's data folder.
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path binaries =
        PostgresBinaries.unpackInto(
            Path.of("target/postgres-binaries").toAbsolutePath(), progress -> {});

    assertStarts(binaries, PostgresAccount.asNobody(), 65534);
    assertStarts(binaries, PostgresAccount.inNamespace(), 0);
    assertStarts(binaries, PostgresAccount.asNobody(), 65534);
  }

  private void assertStarts(Path binaries, PostgresAccount account, int owner) throws IOException {
    var server = new PostgresServer(temporary, binaries, account, progress -> {});
    if (!server.hasData()) {
      server.create("secret", Map.of("fsync", "off"));
    }
    server.start();
    try {
      assertThat(Files.getAttribute(server.data().resolve("postmaster.pid"), "unix:uid"))
          .isEqualTo(owner);
    } finally {
      assertThat(server.stop()).isTrue();
    }
  }
}
