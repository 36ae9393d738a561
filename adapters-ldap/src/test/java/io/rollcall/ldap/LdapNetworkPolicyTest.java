package io.rollcall.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LdapNetworkPolicyTest {
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
  void anAddressIsInItsNetwork(String network, String address, boolean allowed)
      throws UnknownHostException {
    var policy = new LdapNetworkPolicy(true, List.of(network), 1);
    assertThat(policy.refusal(InetAddress.getByName(address), false).isEmpty()).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.9.9.9, true",
    "::1, true",
    "0.0.0.0, false",
    "10.0.0.1, false",
    "169.254.169.254, false"
  })
  void plainTextIsForLoopback(String address, boolean allowed) throws UnknownHostException {
    assertThat(LdapNetworkPolicy.DEFAULT.refusal(InetAddress.getByName(address), true).isEmpty())
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0", "10.0.0.0/33", "example.org/8", "300.0.0.0/8", "", "fd00::/129"})
  void whatIsNoNetworkIsRefusedAtStart(String network) {
    assertThatThrownBy(() -> new LdapNetworkPolicy(false, List.of(network), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anywhereIsAllowedOverTlsByDefault() throws UnknownHostException {
    assertThat(LdapNetworkPolicy.DEFAULT.refusal(InetAddress.getByName("8.8.8.8"), false))
        .isEmpty();
  }
}
