package io.rollcall.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which product this is. */
@Path("/api/version/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Server")
@PermitAll
public class VersionResource {
  private final Installation installation;

  VersionResource(Installation installation) {
    this.installation = installation;
  }

  @GET
  @Operation(operationId = "versions_get", summary = "Product, version and build")
  public VersionJson get() {
    return VersionJson.of(installation);
  }
}
