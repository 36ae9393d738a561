package io.rollcall.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataDocumentTest {
  static final String GOOD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com/">
        <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
          <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
            Location="https://idp.example.com/sso"/>
        </md:IDPSSODescriptor>
      </md:EntityDescriptor>
      """;

  private static Optional<String> problem(String xml) {
    return MetadataDocument.problem(new StringReader(xml));
  }

  @Test
  void metadataOfAnIdentityProviderIsRight() {
    assertThat(problem(GOOD)).isEmpty();
    assertThat(
            MetadataDocument.problem(
                new ByteArrayInputStream(GOOD.getBytes(StandardCharsets.UTF_8))))
        .isEmpty();
    var many =
        "<EntitiesDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\">"
            + GOOD.substring(GOOD.indexOf("<md:"))
            + "</EntitiesDescriptor>";
    assertThat(problem(many)).isEmpty();
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThat(problem(GOOD.replace("entityID=\"https://idp.example.com/\"", "")))
        .hasValueSatisfying(it -> assertThat(it).contains("entityID"));
    assertThat(problem(GOOD.replace("SAML:2.0:protocol", "SAML:1.1:protocol")))
        .hasValueSatisfying(it -> assertThat(it).contains("identity provider"));
    assertThat(problem(GOOD.replace("IDPSSODescriptor", "SPSSODescriptor")))
        .hasValueSatisfying(it -> assertThat(it).contains("identity provider"));
    assertThat(problem(GOOD.replace("SingleSignOnService", "SingleLogoutService")))
        .hasValueSatisfying(it -> assertThat(it).contains("SingleSignOnService"));
    assertThat(problem(GOOD.replace("SAML:2.0:metadata", "SAML:1.1:metadata")))
        .hasValueSatisfying(it -> assertThat(it).contains("EntityDescriptor"));
    assertThat(problem("<html><body/></html>"))
        .hasValueSatisfying(it -> assertThat(it).contains("EntityDescriptor"));
    assertThat(problem("nothing of the kind"))
        .hasValueSatisfying(it -> assertThat(it).contains("XML"));
    assertThat(problem(GOOD.replace("</md:EntityDescriptor>", ""))).isPresent();
  }

  @Test
  void entitiesOfTheServersFilesAreNotRead(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("secret"), "a secret");
    var hostile =
        GOOD.replace(
            "<md:EntityDescriptor",
            "<!DOCTYPE x [<!ENTITY file SYSTEM \"%s\">]><md:EntityDescriptor"
                .formatted(file.toUri()));

    assertThat(problem(hostile.replace("<md:IDPSSO", "&file;<md:IDPSSO")))
        .hasValueSatisfying(it -> assertThat(it).doesNotContain("secret"));
    assertThat(problem(hostile)).hasValueSatisfying(it -> assertThat(it).contains("document type"));
  }

  @Test
  void entitiesThatMultiplyCostNothing() {
    var laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      laughs.append("<!ENTITY a%d \"%s\">".formatted(i, ("&a" + (i - 1) + ";").repeat(10)));
    }
    laughs.append("]>");
    var hostile =
        GOOD.replace("<md:EntityDescriptor", laughs + "<md:EntityDescriptor")
            .replace("<md:IDPSSO", "&a29;<md:IDPSSO");

    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertThat(problem(hostile)).isPresent());
  }

  @Test
  void deepNestingIsRefused() {
    assertThat(problem("<a>".repeat(10_000) + "</a>".repeat(10_000)))
        .hasValueSatisfying(it -> assertThat(it).contains("nested"));
  }
}
