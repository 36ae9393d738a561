package io.rollcall.domain.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.168.4.0/22, 192.168.7.255, true",
    "192.168.4.0/22, 192.168.8.0, false",
    "1.2.3.4/32, 1.2.3.4, true",
    "1.2.3.4/32, 1.2.3.5, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, ::1, false",
    "fd00::/8, fd12::1, true",
    "fd00::/8, fe80::1, false",
    "10.0.0.0/8, ::ffff:10.1.2.3, true"
  })
  void addressIsInItsNetwork(String network, String address, boolean inside)
      throws UnknownHostException {
    assertThat(Network.parse(network).contains(InetAddress.getByName(address))).isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0", "10.0.0.0/33", "example.org/8", "300.0.0.0/8", "", "fd00::/129"})
  void anythingElseIsNone(String text) {
    assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "93.184.216.34", "172.32.0.1", "2606:4700::1111", "2a00::1"})
  void serverConnectsToPublicAddressesEncrypted(String address) throws UnknownHostException {
    assertThat(OutboundPolicy.DEFAULT.permits(InetAddress.getByName(address), true)).isTrue();
    assertThat(OutboundPolicy.DEFAULT.permits(InetAddress.getByName(address), false)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.5.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.100.100.200",
        "192.0.0.192",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:10.0.0.1",
        "fe80::1",
        "fec0::1",
        "fd00:ec2::254",
        "ff02::1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001::1",
        "2001:db8::1",
        "100::1"
      })
  void serverConnectsToNothingElseUnlessItIsAllowed(String text) throws UnknownHostException {
    var address = InetAddress.getByName(text);
    assertThat(OutboundPolicy.DEFAULT.permits(address, true)).isFalse();
    assertThat(OutboundPolicy.DEFAULT.permits(address, false)).isFalse();
    var allowing = OutboundPolicy.allowing(List.of("0.0.0.0/0", "::/0"));
    assertThat(allowing.permits(address, false)).isTrue();
  }
}
