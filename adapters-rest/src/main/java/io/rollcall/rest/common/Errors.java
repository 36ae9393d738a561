package io.rollcall.rest.common;

import io.rollcall.domain.membership.Violation;
import io.rollcall.rest.Installation;
import io.rollcall.rest.authentication.Credentials;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes error answers. */
@ApplicationScoped
public class Errors {
  private final Installation installation;

  Errors(Installation installation) {
    this.installation = installation;
  }

  /** The answer to a request without a usable credential. */
  public Response unauthorized(String code, String detail) {
    return answer(body(UUID.randomUUID(), 401, code, detail, null))
        .header(HttpHeaders.WWW_AUTHENTICATE, Credentials.CHALLENGE)
        .build();
  }

  Response of(int status, String code, String detail) {
    return answer(body(UUID.randomUUID(), status, code, detail, null)).build();
  }

  Response invalid(Map<String, List<String>> fields) {
    return answer(body(UUID.randomUUID(), 400, "invalid", "Validation error", fields)).build();
  }

  /** Says when another attempt will be let through (RFC 6585, section 4). */
  Response tooMany(Violation.TooManyAttempts refused) {
    return answer(
            body(UUID.randomUUID(), Statuses.of(refused), refused.code(), refused.message(), null))
        .header(HttpHeaders.RETRY_AFTER, refused.seconds())
        .build();
  }

  /** For what may be over in a moment. */
  Response unavailable() {
    return answer(
            body(
                UUID.randomUUID(),
                503,
                "unavailable",
                "The server is too busy right now. Try again in a moment.",
                null))
        .header(HttpHeaders.RETRY_AFTER, 2)
        .build();
  }

  /** Nothing of the cause: who operates the server finds it in the log by the id. */
  Response unexpected(UUID id) {
    return answer(
            body(id, 500, "internal-error", "Something went wrong here. Reference: " + id, null))
        .build();
  }

  ErrorJson body(
      UUID id, int status, String code, String detail, @Nullable Map<String, List<String>> fields) {
    return new ErrorJson(id, status, installation.version(), detail, null, fields, code);
  }

  static Response.ResponseBuilder answer(ErrorJson error) {
    return Response.status(error.statusCode()).type(MediaType.APPLICATION_JSON_TYPE).entity(error);
  }
}
