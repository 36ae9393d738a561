package io.rollcall.rest.common;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.rollcall.domain.federation.ReadFailed;
import io.rollcall.domain.membership.RuleViolated;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser.MalformedMessageException;
import org.jspecify.annotations.Nullable;

/** Turns whatever ends a request early into the one shape that errors have. */
@ApplicationScoped
public class ErrorMappers {
  private static final Logger LOG = Logger.getLogger("io.rollcall.rest");

  /** What Quarkus says of it, which has no type of its own for it. */
  private static final String TOO_LARGE = "Request too large";

  private static final String FORM_WITHOUT_END = "Connection terminated parsing multipart request";

  private final Errors errors;

  ErrorMappers(Errors errors) {
    this.errors = errors;
  }

  @ServerExceptionMapper
  public Response refused(RuleViolated refusal) {
    var violation = refusal.violation();
    if (violation instanceof Violation.Invalid invalid) {
      return errors.invalid(invalid.fields());
    }
    if (violation instanceof Violation.TooManyAttempts tooMany) {
      return errors.tooMany(tooMany);
    }
    int status = Statuses.of(violation);
    return status == 401
        ? errors.unauthorized(violation.code(), violation.message())
        : errors.of(status, violation.code(), violation.message());
  }

  @ServerExceptionMapper
  public Response unreadable(ReadFailed failed) {
    return errors.of(
        Statuses.of(failed.failure()),
        failed.failure().code(),
        String.valueOf(failed.getMessage()));
  }

  @ServerExceptionMapper
  public Response unknown(UnauthorizedException ignored) {
    return errors.unauthorized(
        "not-authenticated", "Authentication credentials were not provided.");
  }

  @ServerExceptionMapper
  public Response unknown(AuthenticationFailedException failure) {
    return failure.getCause() instanceof RuleViolated refusal
        ? refused(refusal)
        : errors.unauthorized("authentication-failed", "Invalid token.");
  }

  @ServerExceptionMapper
  public Response forbidden(ForbiddenException ignored) {
    return errors.of(403, "not-permitted", "You do not have permission to perform this action.");
  }

  @ServerExceptionMapper
  public Response mismatched(MismatchedInputException mismatch) {
    return errors.invalid(JsonFields.wrong(mismatch));
  }

  @ServerExceptionMapper
  public Response mismatched(JsonMappingException mismatch) {
    if (isNotUtf8(mismatch)) {
      return notUtf8();
    }
    return mismatch instanceof InvalidDefinitionException
        ? unexpected(mismatch)
        : errors.invalid(JsonFields.wrong(mismatch));
  }

  /** What looks like another encoding of Unicode (RFC 8259, section 8.1). */
  @ServerExceptionMapper
  public Response undecodable(CharConversionException ignored) {
    return notUtf8();
  }

  /** Found while the body was read, perhaps in the middle of a field. */
  private static boolean isNotUtf8(@Nullable Throwable failure) {
    var found = failure instanceof JsonMappingException mapping ? mapping.getCause() : failure;
    return found instanceof JsonParseException parse
        && String.valueOf(parse.getOriginalMessage()).startsWith("Invalid UTF-8");
  }

  private Response notUtf8() {
    return errors.invalid(Map.of(Input.NO_FIELD, List.of("The body has to be encoded in UTF-8.")));
  }

  @ServerExceptionMapper
  public Response missing(NotFoundException ignored) {
    return errors.of(404, "not-found", "Not found.");
  }

  /** What the framework refuses before a resource is asked. */
  @ServerExceptionMapper
  public Response framework(WebApplicationException exception) {
    if (exception.getCause() instanceof InvalidDefinitionException mistakeOfOurs) {
      return unexpected(mistakeOfOurs);
    }
    if (isNotUtf8(exception.getCause())) {
      return notUtf8();
    }
    if (exception.getCause() instanceof JsonMappingException mapping
        && !mapping.getPath().isEmpty()) {
      return errors.invalid(JsonFields.wrong(mapping));
    }
    if (exception.getCause() instanceof JsonProcessingException) {
      return errors.invalid(Map.of(Input.NO_FIELD, List.of("The body is not valid JSON.")));
    }
    var given = exception.getResponse();
    return switch (given.getStatus()) {
      case 404 -> errors.of(404, "not-found", "Not found.");
      case 405 ->
          withHeader(
              errors.of(405, "method-not-allowed", "This method is not served here."),
              given,
              HttpHeaders.ALLOW);
      case 406 -> errors.of(406, "not-acceptable", "Answers are application/json.");
      case 413 -> errors.of(413, "too-large", "The request is too large.");
      case 415 ->
          errors.of(
              415, "unsupported-media-type", "The body has a media type that is not taken here.");
      default ->
          given.getStatus() >= 500
              ? unexpected(exception)
              : errors.of(given.getStatus(), "bad-request", "The request cannot be understood.");
    };
  }

  /**
   * A body without an announced length ends where it passes the limit; the server has said so. A
   * form may end before its last boundary.
   */
  @ServerExceptionMapper
  public Response cutOff(IOException failure) {
    if (TOO_LARGE.equals(failure.getMessage())) {
      return errors.of(413, "too-large", "The request is too large.");
    }
    return FORM_WITHOUT_END.equals(failure.getMessage()) ? notUnderstood() : unexpected(failure);
  }

  @ServerExceptionMapper
  public Response malformed(MalformedMessageException ignored) {
    return notUnderstood();
  }

  private Response notUnderstood() {
    return errors.of(400, "bad-request", "The request cannot be understood.");
  }

  @ServerExceptionMapper
  public Response unexpected(Throwable failure) {
    if (Overload.isCauseOf(failure)) {
      LOG.warnf("Answered 503: %s", failure);
      return errors.unavailable();
    }
    var id = UUID.randomUUID();
    LOG.errorf(failure, "Request failed, reference %s", id);
    return errors.unexpected(id);
  }

  private static Response withHeader(Response error, Response given, String header) {
    var value = given.getHeaderString(header);
    return value == null ? error : Response.fromResponse(error).header(header, value).build();
  }
}
