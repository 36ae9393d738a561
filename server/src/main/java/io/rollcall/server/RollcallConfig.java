package io.rollcall.server;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

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
   * The key, at least 32 characters, that encrypts secrets in the database. Without it the embedded
   * start makes one in {@code secrets/secret-key}; with a database of one's own it has to be given,
   * the same on every node.
   */
  Optional<String> secretKey();

  /**
   * Keys that {@code rollcall.secret-key} replaced, separated by commas: what they encrypted can be
   * read until {@code admin rotate-keys} has encrypted it anew.
   */
  Optional<List<String>> previousSecretKeys();

  /** Whether this very command has made a new secret key; {@code admin rotate-keys} sets it. */
  @WithDefault("false")
  boolean secretKeyRenewed();

  /**
   * Domains of organizations, {@code rollcall.domains."example.com"=7}, by the organization's id:
   * whoever has an address there is one of theirs.
   */
  Map<String, Long> domains();

  /**
   * Who may make an account: anybody ({@code open}), anybody who proves the address first ({@code
   * confirmed}), or only who was invited ({@code invitation}).
   */
  @WithDefault("open")
  SignUp signUp();

  /** The plan that new organizations get. */
  Plan plan();

  Session session();

  Abuse abuse();

  Sync sync();

  Mail mail();

  Invitation invitation();

  Organization organization();

  Activity activity();

  Database database();

  /** Who may make an account. */
  enum SignUp {
    OPEN,
    /** Anybody who proves the address by a link from a mail first. */
    CONFIRMED,
    INVITATION
  }

  /** What new organizations are entitled to. An operator may change it for each of them later. */
  interface Plan {
    /** How many members may hold an active role at once, at least 1; no limit when left out. */
    OptionalInt seatLimit();

    /** Whether its owner may found further organizations. */
    @WithDefault("true")
    boolean moreOrganizations();

    /** Whether single sign-on may be set up. */
    @WithDefault("true")
    boolean sso();

    /** Whether LDAP directories may be connected. */
    @WithDefault("true")
    boolean ldap();

    /** Whether SCIM provisioning may be set up. */
    @WithDefault("true")
    boolean scim();

    /** Whether an activity log is kept. */
    @WithDefault("true")
    boolean activityLog();
  }

  /** How long people stay signed in. */
  interface Session {
    /** From signing in, at least a minute. */
    @WithDefault("P14D")
    Duration maxAge();

    /** Between two requests, at least a minute. */
    @WithDefault("P5D")
    Duration maxIdle();
  }

  /**
   * How often others may try what can be guessed at or flooded: failed logins, sign-ups, mails that
   * anybody can ask for, tokens. So many at once, and one more with each share of the window.
   */
  interface Abuse {
    /** In which an allowance that was used up is whole again. */
    @WithDefault("PT15M")
    Duration window();

    /** On one account, wherever from. */
    @WithDefault("10")
    int perAccount();

    /** From one network address (IPv6: one /64), on whatever account. */
    @WithDefault("100")
    int perAddress();

    /** Mails to one account that anybody can make the server send. */
    @WithDefault("3")
    int mailsPerAccount();
  }

  /** Syncs of directories. */
  interface Sync {
    /**
     * How many runs work at once on one node; one organization gets half of them. Each holds a
     * database connection while its directory is read, so stay well below
     * quarkus.datasource.jdbc.max-size. Others wait up to 45 s and then fail as {@code busy}.
     */
    @WithDefault("4")
    int parallelRuns();
  }

  /** Invitations by mail. */
  interface Invitation {
    /** How long one can be accepted, at least a minute. */
    @WithDefault("P7D")
    Duration life();
  }

  /** Organizations. */
  interface Organization {
    /** How long the operator can restore one that its owner deleted, at least a minute. */
    @WithDefault("P30D")
    Duration grace();
  }

  /** The activity log. */
  interface Activity {
    /** How long what people did is kept, at least a day. */
    @WithDefault("P365D")
    Duration retention();
  }

  /** Letters to people. */
  interface Mail {
    /**
     * Whether to keep letters in memory and show them at {@code /dev/mail} when there is no mail
     * server. Whoever can reach that page can follow every link: never in production.
     */
    @WithDefault("false")
    boolean keep();
  }

  /** The database. */
  interface Database {
    /** What the start-up log calls the database; the embedded start sets it. */
    Optional<String> description();
  }
}
