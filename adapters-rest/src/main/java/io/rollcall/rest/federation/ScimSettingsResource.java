package io.rollcall.rest.federation;

import io.quarkus.security.Authenticated;
import io.rollcall.application.federation.ConfigureScim;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The SCIM settings of the active organization, kept before there is SCIM. */
@Path("/api/scim/settings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "SAML and SCIM settings")
@Authenticated
public class ScimSettingsResource {
  private final ConfigureScim configure;
  private final CurrentCaller caller;

  ScimSettingsResource(ConfigureScim configure, CurrentCaller caller) {
    this.configure = configure;
    this.caller = caller;
  }

  @GET
  @Operation(
      operationId = "sso_scim_get",
      summary = "The SCIM settings; nobody is provisioned by them yet")
  public ScimSettingsJson get() {
    return ScimSettingsJson.of(configure.read(caller.get().inActive(), caller.get().user()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(
      operationId = "sso_scim_update",
      summary = "Change the SCIM settings",
      description = "What is left out stays.")
  @APIResponseSchema(
      value = ScimSettingsJson.Sent.class,
      responseCode = "201",
      responseDescription = "Kept.")
  public ScimSettingsJson.Sent update(ScimSettingsJson.@Nullable Request body) {
    var sent = Input.body(body);
    var input = new Input();
    var groups =
        new GroupsRequest(sent.rolesGroups(), sent.workspacesGroups(), sent.projectsGroups())
            .in(input);
    input.refuseIfWrong();
    return ScimSettingsJson.Sent.of(
        configure.save(
            new ConfigureScim.Command(caller.get().inActive(), caller.get().user(), groups)));
  }
}
