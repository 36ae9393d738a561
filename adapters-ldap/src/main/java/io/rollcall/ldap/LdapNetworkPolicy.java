package io.rollcall.ldap;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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

  private static final class Network {
    private static final Pattern CIDR =
        Pattern.compile(
            "([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)/([0-9]{1,3})");

    private final byte[] prefix;
    private final int bits;

    private Network(byte[] prefix, int bits) {
      this.prefix = prefix;
      this.bits = bits;
    }

    static Network parse(String cidr) {
      var match = CIDR.matcher(cidr.strip());
      if (!match.matches()) {
        throw new IllegalArgumentException(
            "not a network in CIDR notation, such as 10.0.0.0/8: " + cidr);
      }
      try {
        var prefix =
            InetAddress.getByName(match.group(1)).getAddress(); // a literal: nothing is looked up
        int bits = Integer.parseInt(match.group(2));
        if (bits > prefix.length * 8) {
          throw new IllegalArgumentException("too many bits: " + cidr);
        }
        return new Network(prefix, bits);
      } catch (UnknownHostException notAnAddress) {
        throw new IllegalArgumentException("not an IP address: " + cidr, notAnAddress);
      }
    }

    boolean contains(InetAddress address) {
      var bytes = address.getAddress();
      if (bytes.length != prefix.length) {
        return false;
      }
      int whole = bits / 8;
      for (int i = 0; i < whole; i++) {
        if (bytes[i] != prefix[i]) {
          return false;
        }
      }
      int mask = 0xFF00 >> (bits % 8) & 0xFF;
      return bits % 8 == 0 || (bytes[whole] & mask) == (prefix[whole] & mask);
    }
  }
}
