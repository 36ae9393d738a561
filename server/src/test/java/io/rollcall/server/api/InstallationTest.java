package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.rest.Installation;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstallationTest {
  @ParameterizedTest
  @CsvSource({
    "https://rollcall.example.com, true",
    "https://localhost:8443, true",
    "http://rollcall.example.com, true",
    "http://localhost.example.com, true",
    "http://10.0.0.1:8080, true",
    "http://localhost:8080, false",
    "http://127.0.0.1:8080, false",
    "http://[::1]:8080, false"
  })
  void cookiesTravelInPlainTextOnThisMachineOnly(String url, boolean secure) {
    assertThat(new Installation(URI.create(url), "1", "abc").needsSecureCookies())
        .isEqualTo(secure);
  }
}
