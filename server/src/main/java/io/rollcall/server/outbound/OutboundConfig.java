package io.rollcall.server.outbound;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Where the server connects to because an administrator typed an address in. */
@ConfigMapping(prefix = "rollcall.outbound")
interface OutboundConfig {
  /**
   * Networks in CIDR notation ({@code 10.0.0.0/8,fd00::/8}) besides the public one, by plain HTTP,
   * too. Directories have their own: {@code rollcall.ldap.allowed-networks}.
   */
  Optional<List<String>> allowedNetworks();
}
