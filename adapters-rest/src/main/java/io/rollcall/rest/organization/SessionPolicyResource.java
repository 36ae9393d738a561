package io.rollcall.rest.organization;

import io.quarkus.security.Authenticated;
import io.rollcall.application.organization.SessionPolicy;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How long people stay signed in to the active organization. */
@Path("/api/session-policy")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Session policy")
@Authenticated
public class SessionPolicyResource {
  private final SessionPolicy policy;
  private final CurrentCaller caller;

  SessionPolicyResource(SessionPolicy policy, CurrentCaller caller) {
    this.policy = policy;
    this.caller = caller;
  }

  @GET
  @Path("/")
  @Operation(
      operationId = "session_policy_get",
      summary = "How long sessions live in the active organization; the owner's business")
  public SessionPolicyJson get() {
    return SessionPolicyJson.of(policy.read(caller.get().inActive(), caller.get().user()));
  }

  @PATCH
  @Path("/")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "session_policy_update",
      summary = "Change it; sessions that are too old for it are at an end at once")
  public SessionPolicyJson update(@Nullable SessionPolicyRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    var age = minutes(input, "max_session_age", sent.maxSessionAge());
    var idle = minutes(input, "max_time_between_activity", sent.maxTimeBetweenActivity());
    input.refuseIfWrong();
    return SessionPolicyJson.of(
        policy.change(
            new SessionPolicy.Command(caller.get().inActive(), caller.get().user(), age, idle)));
  }

  private static @Nullable Duration minutes(Input input, String field, @Nullable Integer sent) {
    if (sent == null) {
      return null;
    }
    if (sent < 1) {
      input.refuse(field, "Ensure this value is greater than or equal to 1.");
      return null;
    }
    return Duration.ofMinutes(sent);
  }
}
