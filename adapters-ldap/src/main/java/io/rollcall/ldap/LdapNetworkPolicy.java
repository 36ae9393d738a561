package io.rollcall.ldap;

import io.rollcall.domain.federation.Network;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What the operator of this installation allows directory connections to do, whatever an
 * administrator of an organization types in.
 *
 * @param allowPlaintext whether LDAP without TLS may leave this machine; to loopback it always may
 * @param allowedNetworks networks in CIDR notation that directories must be in; empty for anywhere
 * @param maxEntries people and groups that one run may list; more ends it
 */
public record LdapNetworkPolicy(
    boolean allowPlaintext, List<String> allowedNetworks, int maxEntries) {
  /** Encrypted to anywhere, plain to loopback. */
  public static final LdapNetworkPolicy DEFAULT =
      new LdapNetworkPolicy(false, List.of(), 2_000_000);

  /**
   * @throws IllegalArgumentException when a network is not in CIDR notation
   */
  public LdapNetworkPolicy {
    allowedNetworks = List.copyOf(allowedNetworks);
    allowedNetworks.forEach(Network::parse);
    if (maxEntries < 1) {
      throw new IllegalArgumentException("maxEntries must be positive, not " + maxEntries);
    }
  }

  /** Why this address may not be connected to, or nothing when it may. */
  Optional<String> refusal(InetAddress address, boolean plaintext) {
    if (plaintext && !allowPlaintext && !address.isLoopbackAddress()) {
      return Optional.of(
          "A connection without TLS is allowed to this machine only, and %s is another. Use ldaps or StartTLS."
              .formatted(address.getHostAddress()));
    }
    if (!allowedNetworks.isEmpty()
        && allowedNetworks.stream()
            .noneMatch(network -> Network.parse(network).contains(address))) {
      return Optional.of(
          "The operator of this installation does not allow directories at %s."
              .formatted(address.getHostAddress()));
    }
    return Optional.empty();
  }
}
