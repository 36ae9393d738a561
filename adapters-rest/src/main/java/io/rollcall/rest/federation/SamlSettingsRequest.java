package io.rollcall.rest.federation;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.rest.federation.DirectoryRequest.ProjectGroupJson;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** SAML settings as an administrator sends them; what is left out stays. */
@Schema(name = "SamlSettingsUpdateRequest")
record SamlSettingsRequest(
    @Schema(minLength = 3, maxLength = 65536, examples = "example.com") @Nullable String domain,
    @Schema(implementation = String.class, nullable = true, maxLength = 256)
        @Nullable JsonNode idpProvider,
    @Schema(description = "The owner's business alone", nullable = true)
        @Nullable Boolean manualRoleManagement,
    @Schema(implementation = String.class, nullable = true, minLength = 1, maxLength = 1024)
        @Nullable JsonNode mappingEmail,
    @Schema(implementation = String.class, nullable = true, maxLength = 1024)
        @Nullable JsonNode mappingFirstName,
    @Schema(implementation = String.class, nullable = true, maxLength = 1024)
        @Nullable JsonNode mappingLastName,
    @Schema(implementation = String.class, nullable = true, maxLength = 1024)
        @Nullable JsonNode mappingGroups,
    @Schema(maxLength = 65536, examples = "https://idp.example.com/metadata")
        @Nullable String metadataUrl,
    @Schema(description = "SAML 2.0 metadata of an identity provider") @Nullable String metadataXml,
    @Schema(description = "Pairs of role name and group")
        @Nullable List<@Nullable List<@Nullable String>> rolesGroups,
    @Schema(description = "Pairs of workspace title and group")
        @Nullable List<@Nullable List<@Nullable String>> workspacesGroups,
    @Nullable List<@Nullable ProjectGroupJson> projectsGroups) {}
