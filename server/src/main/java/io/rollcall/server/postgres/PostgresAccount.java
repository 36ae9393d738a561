package io.rollcall.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Who runs PostgreSQL's programs. They refuse to run as root, so for root they run in a user
 * namespace of their own, in which root has no number, or, where namespaces are refused (many
 * containers), as {@code nobody}.
 *
 * @param prefix the words before a command line that make it run as that account
 * @param owner the numeric user who must own the data, or -1 when whoever we are will do
 */
record PostgresAccount(List<String> prefix, int owner) {
  private static final int ROOT = 0;
  private static final int NOBODY = 65534;

  static PostgresAccount here() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new PostgresAccount(List.of(), -1);
    }
    for (PostgresAccount account : List.of(inNamespace(), asNobody())) {
      if (works(account.prefix())) {
        return account;
      }
    }
    throw new StartRefused(
        "PostgreSQL refuses to run as root, and neither unshare nor setpriv (package util-linux) works here:"
            + " start Rollcall as another user, or give it a PostgreSQL by QUARKUS_DATASOURCE_JDBC_URL.");
  }

  static PostgresAccount inNamespace() {
    return new PostgresAccount(List.of("unshare", "--user"), ROOT);
  }

  static PostgresAccount asNobody() {
    return new PostgresAccount(
        List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), NOBODY);
  }

  List<String> command(List<String> words) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(words);
    return all;
  }

  /** Makes the account the owner of the tree, where we may and must. */
  void own(Path tree) throws IOException {
    if (owner < 0
        || !Files.exists(tree)
        || Integer.valueOf(owner).equals(Files.getAttribute(tree, "unix:uid"))) {
      return;
    }
    try (var paths = Files.walk(tree)) {
      for (Path path : paths.toList()) {
        Files.setAttribute(path, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private static boolean works(List<String> prefix) {
    List<String> trial = new ArrayList<>(prefix);
    trial.add("true");
    try {
      return new ProcessBuilder(trial)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // The program is not installed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
