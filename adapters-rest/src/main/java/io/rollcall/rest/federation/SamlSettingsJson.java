package io.rollcall.rest.federation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rollcall.application.federation.ConfigureSaml.Configured;
import io.rollcall.rest.federation.DirectoryRequest.ProjectGroupJson;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * SAML settings with what the server adds to them. Its own addresses come with the protocol.
 *
 * @param domain absent when there is none
 * @param active whether anybody can sign in by SAML
 */
@Schema(
    name = "SamlSettings",
    requiredProperties = {
      "acs_url",
      "login_url",
      "logout_url",
      "metadata_xml_url",
      "nameid_format",
      "active"
    })
record SamlSettingsJson(
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String domain,
    @Schema(nullable = true) @Nullable String idpProvider,
    String metadataUrl,
    String metadataXml,
    @Schema(nullable = true) @Nullable String mappingEmail,
    @Schema(nullable = true) @Nullable String mappingFirstName,
    @Schema(nullable = true) @Nullable String mappingLastName,
    @Schema(nullable = true) @Nullable String mappingGroups,
    boolean manualRoleManagement,
    List<List<String>> rolesGroups,
    List<List<String>> workspacesGroups,
    List<ProjectGroupJson> projectsGroups,
    @Schema(nullable = true) @Nullable String acsUrl,
    @Schema(nullable = true) @Nullable String loginUrl,
    @Schema(nullable = true) @Nullable String logoutUrl,
    @Schema(nullable = true) @Nullable String metadataXmlUrl,
    String nameidFormat,
    String token,
    boolean active) {
  private static final String BY_ADDRESS = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";

  static SamlSettingsJson of(Configured configured) {
    var sent = Sent.of(configured);
    return new SamlSettingsJson(
        sent.domain(),
        sent.idpProvider(),
        sent.metadataUrl(),
        sent.metadataXml(),
        sent.mappingEmail(),
        sent.mappingFirstName(),
        sent.mappingLastName(),
        sent.mappingGroups(),
        sent.manualRoleManagement(),
        sent.rolesGroups(),
        sent.workspacesGroups(),
        sent.projectsGroups(),
        null,
        null,
        null,
        null,
        BY_ADDRESS,
        "",
        false);
  }

  /** The same without what the server adds. */
  @Schema(name = "SamlSettingsUpdate", requiredProperties = "manual_role_management")
  record Sent(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String domain,
      @Schema(nullable = true) @Nullable String idpProvider,
      String metadataUrl,
      String metadataXml,
      @Schema(nullable = true) @Nullable String mappingEmail,
      @Schema(nullable = true) @Nullable String mappingFirstName,
      @Schema(nullable = true) @Nullable String mappingLastName,
      @Schema(nullable = true) @Nullable String mappingGroups,
      boolean manualRoleManagement,
      List<List<String>> rolesGroups,
      List<List<String>> workspacesGroups,
      List<ProjectGroupJson> projectsGroups) {
    static Sent of(Configured configured) {
      var settings = configured.settings();
      var attributes = settings.attributes();
      return new Sent(
          settings.domain(),
          settings.idpProvider(),
          settings.metadataUrl(),
          settings.metadataXml(),
          attributes.email(),
          attributes.firstName(),
          attributes.lastName(),
          attributes.groups(),
          configured.manualRoles(),
          GroupLists.json(settings.groups().roles()),
          GroupLists.json(settings.groups().workspaces()),
          GroupLists.projectsJson(settings.groups().projects()));
    }
  }
}
