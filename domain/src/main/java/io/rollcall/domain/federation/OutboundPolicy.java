package io.rollcall.domain.federation;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses this server connects to because an administrator of an organization typed
 * something in: public ones, encrypted; and whatever the operator allows besides. To be asked about
 * the very address that is connected to, after the name was resolved.
 *
 * @param allowed inside these networks everything is allowed, plain HTTP too
 */
public record OutboundPolicy(List<Network> allowed) {
  /** What belongs to machines of a site, or to nobody (RFC 6890 and the registries it began). */
  private static final List<Network> NOT_PUBLIC =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              // within 2000::/3: those that lead to an IPv4 address, and those for documents
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20")
          .map(Network::parse)
          .toList();

  /** All that IPv6 gives to the public (RFC 4291, section 2.4). */
  private static final Network GLOBAL_UNICAST = Network.parse("2000::/3");

  /** Public addresses and nothing else. */
  public static final OutboundPolicy DEFAULT = new OutboundPolicy(List.of());

  public OutboundPolicy {
    allowed = List.copyOf(allowed);
  }

  /**
   * @param networks in CIDR notation
   * @throws IllegalArgumentException when one is not
   */
  public static OutboundPolicy allowing(List<String> networks) {
    return new OutboundPolicy(networks.stream().map(Network::parse).toList());
  }

  public boolean permits(InetAddress address, boolean encrypted) {
    return allowed.stream().anyMatch(network -> network.contains(address))
        || (encrypted && isPublic(address));
  }

  private static boolean isPublic(InetAddress address) {
    return (!(address instanceof Inet6Address) || GLOBAL_UNICAST.contains(address))
        && NOT_PUBLIC.stream().noneMatch(network -> network.contains(address));
  }
}
