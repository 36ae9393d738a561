package io.rollcall.rest.organization;

import io.rollcall.rest.Installation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Where the endpoints are (AuthZEN, section 9). */
@Path("/.well-known/authzen-configuration")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access decisions")
public class AuthzenMetadataResource {
  private static final int MAX_AGE = 3600;

  private final Installation installation;

  AuthzenMetadataResource(Installation installation) {
    this.installation = installation;
  }

  @Schema(name = "AuthzenConfiguration")
  record ConfigurationJson(
      String policyDecisionPoint,
      String accessEvaluationEndpoint,
      String accessEvaluationsEndpoint,
      String searchSubjectEndpoint,
      String searchResourceEndpoint,
      String searchActionEndpoint) {}

  @GET
  @Operation(
      operationId = "authzen_configuration",
      summary = "Where the endpoints for access decisions are")
  public RestResponse<ConfigurationJson> get() {
    var caching = new CacheControl();
    caching.setMaxAge(MAX_AGE);
    return RestResponse.ResponseBuilder.ok(
            new ConfigurationJson(
                installation.link(""),
                installation.link("/access/v1/evaluation"),
                installation.link("/access/v1/evaluations"),
                installation.link("/access/v1/search/subject"),
                installation.link("/access/v1/search/resource"),
                installation.link("/access/v1/search/action")))
        .cacheControl(caching)
        .build();
  }
}
