package io.rollcall.rest.federation;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.rollcall.application.federation.ConfigureSaml;
import io.rollcall.application.federation.ConfigureSaml.AttributesWish;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The SAML settings of the active organization, kept before there is SAML. */
@Path("/api/saml/settings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "SAML and SCIM settings")
@Authenticated
public class SamlSettingsResource {
  private static final int MAX_TEXT = 65_536;
  private static final int MAX_PROVIDER = 256;
  private static final int MAX_ATTRIBUTE = 1024;
  private static final int MIN_DOMAIN = 3;

  private final ConfigureSaml configure;
  private final CurrentCaller caller;

  SamlSettingsResource(ConfigureSaml configure, CurrentCaller caller) {
    this.configure = configure;
    this.caller = caller;
  }

  @GET
  @Operation(
      operationId = "sso_saml_get",
      summary = "The SAML settings; nobody signs in by them yet",
      description = "domain is absent when there is none.")
  public SamlSettingsJson get() {
    return SamlSettingsJson.of(configure.read(organization(), user()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(
      operationId = "sso_saml_update",
      summary = "Change the SAML settings",
      description = "What is left out stays. manual_role_management is the owner's business.")
  @APIResponseSchema(
      value = SamlSettingsJson.Sent.class,
      responseCode = "201",
      responseDescription = "Kept.")
  public SamlSettingsJson.Sent update(@Nullable SamlSettingsRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    if (sent.domain() != null && sent.domain().strip().length() < MIN_DOMAIN) {
      input.refuse("domain", "Ensure this field has at least %d characters.".formatted(MIN_DOMAIN));
    }
    input.atMost("domain", sent.domain(), MAX_TEXT);
    input.atMost("metadata_url", sent.metadataUrl(), MAX_TEXT);
    var command =
        new ConfigureSaml.Command(
            organization(),
            user(),
            sent.domain(),
            input.nullable("idp_provider", sent.idpProvider(), MAX_PROVIDER),
            sent.metadataUrl(),
            sent.metadataXml(),
            new AttributesWish(
                email(input, sent.mappingEmail()),
                input.nullable("mapping_first_name", sent.mappingFirstName(), MAX_ATTRIBUTE),
                input.nullable("mapping_last_name", sent.mappingLastName(), MAX_ATTRIBUTE),
                input.nullable("mapping_groups", sent.mappingGroups(), MAX_ATTRIBUTE)),
            sent.manualRoleManagement(),
            new GroupsRequest(sent.rolesGroups(), sent.workspacesGroups(), sent.projectsGroups())
                .in(input));
    input.refuseIfWrong();
    return SamlSettingsJson.Sent.of(configure.save(command));
  }

  /** The one that may be null but not blank. */
  private static @Nullable String email(Input input, @Nullable JsonNode sent) {
    if (sent != null && sent.isTextual() && sent.textValue().isBlank()) {
      input.refuse("mapping_email", "This field may not be blank.");
    }
    return input.nullable("mapping_email", sent, MAX_ATTRIBUTE);
  }

  @DELETE
  @Operation(
      operationId = "sso_saml_reset",
      summary = "Back to the defaults; the management policy stays")
  @APIResponse(responseCode = "204", description = "As if nothing had ever been set.")
  public void reset() {
    configure.reset(organization(), user());
  }

  @POST
  @Path("/validate-domain")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "sso_saml_validate_domain",
      summary = "Whether a text is an e-mail domain, or several with commas",
      description = "Whose a domain is, it does not tell.")
  public SamlChecks.DomainJson validateDomain(SamlChecks.@Nullable DomainRequest body) {
    var input = new Input();
    var domain = input.required("domain", Input.body(body).domain());
    input.atMost("domain", domain, MAX_TEXT);
    input.refuseIfWrong();
    return new SamlChecks.DomainJson(configure.isDomain(organization(), user(), domain));
  }

  @POST
  @Path("/validate-metadata-url")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "sso_saml_validate_metadata_url",
      summary = "Whether the metadata of an identity provider is at an address",
      description =
          "The server fetches it: by https, from public addresses and from networks that its operator allows."
              + " Redirects are not followed.")
  @APIResponseSchema(
      value = SamlChecks.MetadataJson.class,
      responseCode = "200",
      responseDescription = "Whether it is there.")
  @APIResponse(responseCode = "429", description = "Too many are being looked at; Retry-After.")
  public SamlChecks.MetadataJson validateMetadataUrl(SamlChecks.@Nullable MetadataRequest body) {
    var input = new Input();
    var url = input.required("metadata_url", Input.body(body).metadataUrl());
    input.atMost("metadata_url", url, MAX_TEXT);
    input.refuseIfWrong();
    var problem = configure.problemAt(organization(), user(), url);
    return new SamlChecks.MetadataJson(problem.isEmpty(), problem.orElse(null));
  }

  private OrganizationId organization() {
    return caller.get().inActive();
  }

  private UserId user() {
    return caller.get().user();
  }
}
