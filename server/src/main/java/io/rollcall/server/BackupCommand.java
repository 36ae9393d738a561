package io.rollcall.server;

import io.rollcall.server.backup.Backup;
import io.rollcall.server.backup.BackupRefused;
import io.rollcall.server.backup.Manifest;
import jakarta.enterprise.context.Dependent;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import org.eclipse.microprofile.config.Config;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Dependent
@Command(
    name = BackupCommand.NAME,
    description =
        "Saves everything in the database to a file, while the server goes on serving. Restores: restore.",
    mixinStandardHelpOptions = true)
class BackupCommand implements OperatorCommand {
  static final String NAME = "backup";

  private final RollcallConfig rollcall;
  private final Config config;
  private final Build build;
  private final InstantSource clock;

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "which is made")
  Path file;

  @SuppressWarnings("NullAway.Init") // picocli sets spec and file
  BackupCommand(RollcallConfig rollcall, Config config, Build build, InstantSource clock) {
    this.rollcall = rollcall;
    this.config = config;
    this.build = build;
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    if (rollcall.previousSecretKeys().isPresent()) {
      throw new BackupRefused(
          "Some secrets may still be encrypted under an older key: run ./rollcall admin rotate-keys first.");
    }
    var out = spec.commandLine().getOut();
    // A key that is configured is the operator's to keep.
    boolean keepsKey = SecretKeyFiles.isOf(rollcall.home(), rollcall.secretKey());
    var manifest = write(out, keepsKey);
    out.printf(
        "%s: %,d rows of %d tables, %,d bytes.%n",
        file, manifest.rows(), manifest.tables().size(), Files.size(file));
    out.println(
        keepsKey
            ? "It holds the secret key and personal data: whoever can read it can read everything. Only you can now (mode 0600)."
            : "It holds personal data (mode 0600), and not rollcall.secret-key: keep that elsewhere; without it stored secrets are lost.");
    out.flush();
    return 0;
  }

  private Manifest write(PrintWriter out, boolean keepsKey) throws SQLException {
    var origin =
        new Backup.Origin(
            build.version(),
            build.commit(),
            rollcall.secretKey().orElseThrow(),
            keepsKey,
            clock.instant());
    try (var owner = OwnerConnection.open(config)) {
      return new Backup(owner, line -> told(out, line)).write(file.toAbsolutePath(), origin);
    }
  }

  private static void told(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
