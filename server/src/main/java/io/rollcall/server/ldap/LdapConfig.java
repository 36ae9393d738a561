package io.rollcall.server.ldap;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** What the operator allows LDAP directories of organizations to be. */
@ConfigMapping(prefix = "rollcall.ldap")
interface LdapConfig {
  /**
   * Whether a connection without TLS may leave this machine. To loopback it always may. Passwords
   * of people travel over it: leave it off.
   */
  @WithDefault("false")
  boolean allowPlaintext();

  /**
   * Networks in CIDR notation ({@code 10.0.0.0/8,fd00::/8}) that directories must be in, so that
   * nobody reaches other machines through a made-up directory. Empty for anywhere.
   */
  Optional<List<String>> allowedNetworks();

  /**
   * How many people and groups one run may list; a directory that lists more fails with {@code
   * size-limit}.
   */
  @WithDefault("2000000")
  int maxEntries();
}
