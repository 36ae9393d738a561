package io.rollcall.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rollcall.domain.federation.DirectorySettings.Security;
import io.rollcall.domain.federation.ReadFailed;
import io.rollcall.domain.federation.ReadFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ExpiredCertificateTest {
  @Test
  void aCertificateThatHasExpiredIsRefusedThoughItIsTrusted() throws IOException {
    var now = Instant.now();
    var expired =
        TestCertificate.of(
            "localhost", now.minus(Duration.ofDays(3)), now.minus(Duration.ofDays(1)));
    try (var listener =
        expired
            .serverContext()
            .getServerSocketFactory()
            .createServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      Thread.ofVirtual().start(() -> shakeHands((SSLServerSocket) listener));
      var settings =
          TestSettings.of("ldaps://localhost:" + listener.getLocalPort())
              .secured(Security.LDAPS, expired)
              .build();
      var reader = new LdapDirectoryReader(LdapNetworkPolicy.DEFAULT);
      var failure = catchThrowableOfType(ReadFailed.class, () -> Everything.read(reader, settings));
      assertThat(failure.failure()).isEqualTo(ReadFailure.TLS_FAILED);
      assertThat(failure.getMessage()).contains("expired");
    }
  }

  private static void shakeHands(SSLServerSocket listener) {
    try (var socket = listener.accept()) {
      socket.getInputStream().read();
    } catch (IOException refused) {
      // As it should be.
    }
  }
}
