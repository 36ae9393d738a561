package io.rollcall.server;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an operator sets of the process itself, each key by a line in application.properties, a
 * system property, or an environment variable (rollcall.url is ROLLCALL_URL).
 */
@ConfigMapping(prefix = "rollcall")
public interface RollcallConfig {
  /** The folder for everything that the server keeps on disk when it runs its own database. */
  @WithDefault(".rollcall")
  Path home();

  /**
   * The address that browsers and API clients use, without a slash at the end: links in mails,
   * redirects, cookies.
   */
  URI url();

  /**
   * The key (32 bytes, base64url) that encrypts secrets in the database. Without it the embedded
   * start makes one in {@code secrets/secret-key}; with a database of one's own it has to be given,
   * the same on every node.
   */
  Optional<String> secretKey();

  Database database();

  /** The database. */
  interface Database {
    /** What the start-up log calls the database; the embedded start sets it. */
    Optional<String> description();
  }
}
