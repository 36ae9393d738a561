package io.rollcall.rest.common;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.rollcall.rest.Installation;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What surrounds every request, whoever answers it: the headers that keep browsers safe, and the
 * shape of errors where no resource is reached at all.
 */
@ApplicationScoped
public class HttpFrame {
  private static final int BEFORE_THE_SIZE_LIMIT = 1000;
  private static final String API = "/api";
  private static final String DECISIONS = "/access";
  private static final String REQUEST_ID = "X-Request-ID";

  private final Installation installation;
  private final Errors errors;
  private final ObjectMapper json;
  private final long maxBody;

  HttpFrame(
      Installation installation,
      Errors errors,
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "2M")
          MemorySize maxBody) {
    this.installation = installation;
    this.errors = errors;
    this.json = json;
    this.maxBody = maxBody.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::frame, BEFORE_THE_SIZE_LIMIT);
  }

  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::misunderstood);
    router
        .route(API + "/*")
        .order(Integer.MAX_VALUE)
        .handler(context -> answer(context, 404, "not-found", "Not found."));
    router
        .route(DECISIONS + "/*")
        .order(Integer.MAX_VALUE)
        .handler(context -> answer(context, 404, "not-found", "Not found."));
  }

  private void frame(RoutingContext context) {
    boolean api = isApi(context);
    var headers = context.response().headers();
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Content-Security-Policy", api ? policyOfData() : policyOfPages());
    if (installation.isHttps()) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
    if (api) {
      headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    echoRequestId(context);
    if (api && isTooLarge(context)) {
      close(context);
      answer(context, 413, "too-large", "The request is too large.");
    } else {
      context.next();
    }
  }

  /** Instead of reading the rest. HTTP/2 has no such header (RFC 9113, section 8.2.2). */
  private static void close(RoutingContext context) {
    if (context.request().version() != HttpVersion.HTTP_2) {
      context.response().putHeader(HttpHeaders.CONNECTION, "close");
    }
  }

  /** What the HTTP server takes for no request at all, such as one that names no Host. */
  private void misunderstood(RoutingContext context) {
    if (context.statusCode() == 400 && !context.response().headWritten()) {
      answer(context, 400, "bad-request", "The request cannot be understood.");
    } else {
      context.next();
    }
  }

  private static boolean isApi(RoutingContext context) {
    var path = context.normalizedPath();
    return path.equals(API) || path.startsWith(API + "/") || isDecision(path);
  }

  private static boolean isDecision(String path) {
    return path.startsWith(DECISIONS + "/");
  }

  /** AuthZEN asks for it, with whatever answer (Authorization API 1.0, request identification). */
  private static void echoRequestId(RoutingContext context) {
    var id = context.request().getHeader(REQUEST_ID);
    if (id != null && isDecision(context.normalizedPath())) {
      context.response().putHeader(REQUEST_ID, id);
    }
  }

  private boolean isTooLarge(RoutingContext context) {
    var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length != null && Long.parseLong(length) > maxBody;
    } catch (NumberFormatException notALength) {
      return false; // the server itself refuses it
    }
  }

  private static String policyOfData() {
    return "default-src 'none'; frame-ancestors 'none'";
  }

  private static String policyOfPages() {
    return "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
  }

  private void answer(RoutingContext context, int status, String code, String detail) {
    try {
      context
          .response()
          .setStatusCode(status)
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
          .end(json.writeValueAsString(errors.body(UUID.randomUUID(), status, code, detail, null)));
    } catch (JsonProcessingException e) {
      context.fail(e);
    }
  }
}
