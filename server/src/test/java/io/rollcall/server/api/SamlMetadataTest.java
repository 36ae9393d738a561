package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the operator allows a network of the site. */
@QuarkusTest
@TestProfile(SamlMetadataTest.Allowed.class)
class SamlMetadataTest {
  public static class Allowed extends ServerProfile {
    public Allowed() {
      super(Map.of("rollcall.outbound.allowed-networks", "127.0.0.0/8"));
    }
  }

  @Inject World world;

  @Test
  void metadataIsFetchedAndLookedAt() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var body =
              exchange.getRequestURI().getPath().equals("/metadata")
                  ? SsoSettingsTest.METADATA
                  : "<html/>";
          var bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      var owner = world.small("Metadata").owner();
      var there = "http://127.0.0.1:" + server.getAddress().getPort();
      var path = "/api/saml/settings/validate-metadata-url";

      var good = owner.sends(Map.of("metadata_url", there + "/metadata")).post(path);
      Shapes.check(good, 200, "ValidateSamlMetadataUrlResponse");
      assertThat((Boolean) good.path("valid")).as(good.asString()).isTrue();
      var bad = owner.sends(Map.of("metadata_url", there + "/other")).post(path);
      assertThat((Boolean) bad.path("valid")).isFalse();
      assertThat((String) bad.path("detail")).contains("EntityDescriptor");
    } finally {
      server.stop(0);
    }
  }
}
