package io.rollcall.rest.identity;

import io.quarkus.security.Authenticated;
import io.rollcall.application.identity.EndSessions;
import io.rollcall.application.identity.ListSessions;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.rest.authentication.CurrentCaller;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where a person is signed in. */
@Path("/api/auth/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
@Authenticated
public class SessionResource {
  private final ListSessions list;
  private final EndSessions end;
  private final SessionCookie cookie;
  private final CurrentCaller caller;

  SessionResource(ListSessions list, EndSessions end, SessionCookie cookie, CurrentCaller caller) {
    this.list = list;
    this.end = end;
    this.cookie = cookie;
    this.caller = caller;
  }

  @GET
  @Path("/")
  @Operation(
      operationId = "auth_sessions_list",
      summary = "Where you are signed in, the youngest session first")
  public List<SessionJson> list() {
    return list.execute(caller.get()).stream().map(SessionJson::of).toList();
  }

  @DELETE
  @Path("/{id}/")
  @Operation(operationId = "auth_sessions_end", summary = "Sign out of one browser")
  @APIResponse(responseCode = "204", description = "The session is dead.")
  public void end(@PathParam("id") SessionId id) {
    end.one(caller.get(), id);
  }

  @DELETE
  @Path("/")
  @Operation(
      operationId = "auth_sessions_end_all",
      summary = "Sign out everywhere, here too; API keys stay")
  @APIResponse(responseCode = "204", description = "The sessions are dead.")
  public Response endAll() {
    end.all(caller.get());
    return Response.noContent().cookie(cookie.gone()).build();
  }
}
