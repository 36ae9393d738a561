package io.rollcall.domain.federation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A range of network addresses.
 *
 * @param bits how many bits of the prefix all addresses in it share
 */
public record Network(InetAddress prefix, int bits) {
  private static final Pattern CIDR =
      Pattern.compile(
          "([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)/([0-9]{1,3})");

  /**
   * From CIDR notation, such as {@code 10.0.0.0/8} (RFC 4632, section 3.1; RFC 4291, section 2.3).
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Network parse(String cidr) {
    var match = CIDR.matcher(cidr.strip());
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "not a network in CIDR notation, such as 10.0.0.0/8: " + cidr);
    }
    try {
      var prefix = InetAddress.getByName(match.group(1)); // a literal: nothing is looked up
      int bits = Integer.parseInt(match.group(2));
      if (bits > prefix.getAddress().length * Byte.SIZE) {
        throw new IllegalArgumentException("too many bits: " + cidr);
      }
      return new Network(prefix, bits);
    } catch (UnknownHostException notAnAddress) {
      throw new IllegalArgumentException("not an IP address: " + cidr, notAnAddress);
    }
  }

  /** IPv4 addresses are in networks of IPv4 alone, however they are written. */
  public boolean contains(InetAddress address) {
    var bytes = address.getAddress();
    var start = prefix.getAddress();
    if (bytes.length != start.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    if (!Arrays.equals(bytes, 0, whole, start, 0, whole)) {
      return false;
    }
    int rest = bits % Byte.SIZE;
    int mask = 0xFF00 >> rest & 0xFF;
    return rest == 0 || (bytes[whole] & mask) == (start[whole] & mask);
  }
}
