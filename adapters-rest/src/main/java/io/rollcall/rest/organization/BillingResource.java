package io.rollcall.rest.organization;

import io.quarkus.security.Authenticated;
import io.rollcall.application.organization.ReadBilling;
import io.rollcall.rest.authentication.CurrentCaller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The plan of the active organization. */
@Path("/api/billing/info")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Billing")
@Authenticated
public class BillingResource {
  private final ReadBilling read;
  private final CurrentCaller caller;

  BillingResource(ReadBilling read, CurrentCaller caller) {
    this.read = read;
    this.caller = caller;
  }

  @GET
  @Operation(
      operationId = "billing_info",
      summary = "What the plan of the active organization permits, and how much of it is used",
      description =
          "users counts the seats that are taken; a limit of -1 is none. What is not served here has its off value.")
  public BillingInfoJson info() {
    return BillingInfoJson.of(read.execute(caller.get().inActive(), caller.get().user()));
  }
}
