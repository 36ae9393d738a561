package io.rollcall.server;

import io.rollcall.application.identity.RenewSecrets;
import io.rollcall.server.backup.Archive;
import io.rollcall.server.backup.BackupRefused;
import io.rollcall.server.backup.KeyMark;
import io.rollcall.server.backup.Restore;
import jakarta.enterprise.context.Dependent;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Dependent
@Command(
    name = RestoreCommand.NAME,
    description = {
      "Puts a backup into the database, in one transaction; every Rollcall server has to be stopped.",
      "Stored secrets are encrypted anew under this server's own key."
    },
    mixinStandardHelpOptions = true)
class RestoreCommand implements OperatorCommand {
  static final String NAME = "restore";
  private static final String REPLACE = "--replace";

  private final RollcallConfig rollcall;
  private final Config config;
  private final RenewSecrets renew;

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "made by backup")
  Path file;

  @Option(names = REPLACE, description = "remove everything that the database holds now")
  boolean replace;

  @SuppressWarnings("NullAway.Init") // picocli sets spec and file
  RestoreCommand(RollcallConfig rollcall, Config config, RenewSecrets renew) {
    this.rollcall = rollcall;
    this.config = config;
    this.renew = renew;
  }

  /**
   * The file that these words restore, checked whole: before a database is started, made or
   * migrated for it. Nothing when they do not restore, or cannot be understood.
   */
  static Optional<Archive> meantBy(String[] arguments) {
    if (arguments.length < 3 || !arguments[1].equals(NAME)) {
      return Optional.empty();
    }
    var files = Arrays.stream(arguments).skip(2).filter(word -> !word.equals(REPLACE)).toList();
    return files.size() == 1 && !files.getFirst().startsWith("-")
        ? Optional.of(Archive.open(Path.of(files.getFirst())))
        : Optional.empty();
  }

  /**
   * The key that this server lacks to read the backup's secrets; nothing when it has it.
   *
   * @throws BackupRefused when the backup does not hold it either
   */
  static Optional<String> missingKey(Archive archive, List<String> known) {
    var wanted = archive.manifest().keyMark();
    if (known.stream().map(KeyMark::of).anyMatch(wanted::equals)) {
      return Optional.empty();
    }
    return Optional.of(
        archive
            .secretKey()
            .filter(key -> KeyMark.of(key).equals(wanted))
            .orElseThrow(
                () ->
                    new BackupRefused(
                        "The secrets in the backup are encrypted under another rollcall.secret-key than this server's:"
                            + " name that one in ROLLCALL_PREVIOUS_SECRET_KEYS, too.")));
  }

  /** The keys that are configured, the present one first. */
  static List<String> knownKeys(Config config) {
    return Stream.concat(
            config.getOptionalValue("rollcall.secret-key", String.class).stream(),
            previousKeys(config).stream())
        .toList();
  }

  static List<String> previousKeys(Config config) {
    return config
        .getOptionalValue("rollcall.previous-secret-keys", String[].class)
        .map(List::of)
        .orElse(List.of());
  }

  @Override
  public Integer call() throws SQLException {
    var out = spec.commandLine().getOut();
    try (var archive = Archive.open(file);
        var owner = OwnerConnection.open(config)) {
      new Restore(owner, line -> told(out, line)).from(archive, replace);
      var renewed = renew.execute();
      SecretKeyFiles.forgetPrevious(rollcall.home(), rollcall.secretKey());
      out.printf(
          "Restored: %,d rows of %d tables, as of %s; %d secrets encrypted anew.%n",
          archive.manifest().rows(),
          archive.manifest().tables().size(),
          archive.manifest().createdAt(),
          renewed.all());
      out.flush();
    }
    return 0;
  }

  private static void told(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
