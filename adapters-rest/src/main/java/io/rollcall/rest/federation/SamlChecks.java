package io.rollcall.rest.federation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What can be asked about SAML settings before they are sent. */
final class SamlChecks {
  private SamlChecks() {}

  /** One e-mail domain, or several with commas. */
  @Schema(name = "ValidateSamlDomainRequestRequest", requiredProperties = "domain")
  record DomainRequest(@Schema(examples = "example.com") @Nullable String domain) {}

  /** Whether it is one. */
  @Schema(name = "ValidateSamlDomainResponse")
  record DomainJson(boolean valid) {}

  /** Where the metadata of an identity provider is. */
  @Schema(name = "ValidateSamlMetadataUrlRequestRequest", requiredProperties = "metadata_url")
  record MetadataRequest(
      @Schema(format = "uri", examples = "https://idp.example.com/metadata")
          @Nullable String metadataUrl) {}

  /**
   * @param detail what is wrong with it; null when nothing is
   */
  @Schema(name = "ValidateSamlMetadataUrlResponse")
  record MetadataJson(boolean valid, @Schema(nullable = true) @Nullable String detail) {}
}
