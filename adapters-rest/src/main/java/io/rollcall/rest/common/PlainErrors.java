package io.rollcall.rest.common;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Errors of access decisions, whose body is a message and nothing else, as AuthZEN has it. */
public class PlainErrors {
  private static final String DECISIONS = "/access/";

  @ServerResponseFilter
  public void plain(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof ErrorJson error
        && request.getUriInfo().getPath().startsWith(DECISIONS)) {
      var fields = error.validationErrors();
      response.setEntity(fields == null ? error.detail() : message(fields));
      response
          .getHeaders()
          .putSingle(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8"));
    }
  }

  /** Every field with what is wrong with it, on one line. */
  public static String message(Map<String, List<String>> fields) {
    return String.join(
        " ",
        new TreeMap<>(fields)
            .entrySet().stream()
                .map(field -> field.getKey() + ": " + String.join(" ", field.getValue()))
                .toList());
  }
}
