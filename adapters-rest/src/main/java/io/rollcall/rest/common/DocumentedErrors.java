package io.rollcall.rest.common;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Adds to the document what holds for every operation alike: the errors, their one shape, and the
 * credentials.
 */
public class DocumentedErrors implements OASFilter {
  private static final String ERROR = "Error";
  private static final List<String> PUBLIC =
      List.of(
          "/api/auth/signup",
          "/api/auth/login",
          "/api/auth/discover",
          "/api/auth/password/forgot",
          "/api/auth/password/reset",
          "/api/auth/email/verify",
          "/api/token/refresh",
          "/api/version");

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getPaths() == null) {
      return;
    }
    TrailingSlashes.restore(document);
    describeError(document);
    describeCredentials(document);
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach((method, operation) -> addErrors(path, method, operation)));
    requireWhatIsAlwaysWritten(document);
    DocumentedParameters.describe(document);
    DocumentedExamples.add(document);
    document.setServers(
        List.of(OASFactory.createServer().url("/").description("Where this document comes from")));
  }

  private static void describeError(OpenAPI document) {
    var components =
        document.getComponents() == null ? OASFactory.createComponents() : document.getComponents();
    document.setComponents(components);
    var text = OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    var messages =
        OASFactory.createSchema()
            .addType(Schema.SchemaType.OBJECT)
            .description("Messages by field; only with 400")
            .additionalPropertiesSchema(
                OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(text));
    components.addSchema(
        ERROR,
        OASFactory.createSchema()
            .addType(Schema.SchemaType.OBJECT)
            .addProperty(
                "id", OASFactory.createSchema().addType(Schema.SchemaType.STRING).format("uuid"))
            .addProperty(
                "status_code", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
            .addProperty("version", text)
            .addProperty("detail", text)
            .addProperty("exc_info", OASFactory.createSchema().addType(Schema.SchemaType.NULL))
            .addProperty("validation_errors", messages)
            .addProperty(
                "code",
                OASFactory.createSchema()
                    .addType(Schema.SchemaType.STRING)
                    .description("Stable, kebab-case")
                    .addExample("owner-keeps-role"))
            .required(List.of("id", "status_code", "version", "detail", "exc_info", "code")));
  }

  private static void describeCredentials(OpenAPI document) {
    var components = document.getComponents();
    components.addSecurityScheme(
        "session",
        OASFactory.createSecurityScheme()
            .type(SecurityScheme.Type.APIKEY)
            .in(SecurityScheme.In.COOKIE)
            .name("rollcall_session")
            .description("The cookie of a signed-in browser"));
    components.addSecurityScheme(
        "token",
        OASFactory.createSecurityScheme()
            .type(SecurityScheme.Type.APIKEY)
            .in(SecurityScheme.In.HEADER)
            .name("Authorization")
            .description("The legacy API key: Token <key>"));
    components.addSecurityScheme(
        "apiKey",
        OASFactory.createSecurityScheme()
            .type(SecurityScheme.Type.APIKEY)
            .in(SecurityScheme.In.HEADER)
            .name("X-API-Key")
            .description("The legacy API key or an access token, alone"));
    components.addSecurityScheme(
        "accessToken",
        OASFactory.createSecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme("bearer")
            .bearerFormat("JWT")
            .description("An access token, got for a personal access token"));
  }

  private static void addErrors(String path, PathItem.HttpMethod method, Operation operation) {
    boolean decision = path.startsWith("/access/");
    if (!path.startsWith("/api/") && !decision) {
      return;
    }
    boolean open = PUBLIC.stream().anyMatch(path::startsWith);
    if (open) {
      operation.setSecurity(List.of());
    } else {
      operation.setSecurity(
          List.of("session", "token", "accessToken", "apiKey").stream()
              .map(scheme -> OASFactory.createSecurityRequirement().addScheme(scheme))
              .toList());
      add(operation, "401", "No usable credential.");
      add(
          operation,
          "403",
          "Your role or the scope of your token does not allow this, or the request comes from another site.");
    }
    add(operation, "503", "The server is too busy; Retry-After says for how many seconds to wait.");
    boolean limited = path.startsWith("/api/auth/") || path.equals("/api/invite/accept");
    if (limited && operation.getRequestBody() != null) {
      add(operation, "429", "Too many attempts; Retry-After says for how many seconds to wait.");
    }
    boolean takesInput =
        operation.getRequestBody() != null
            || (operation.getParameters() != null && !operation.getParameters().isEmpty());
    if (takesInput || method != PathItem.HttpMethod.GET) {
      add(operation, "400", "What was sent cannot be used, or a rule refuses it.");
    }
    // What names nothing works in the active organization, and there may be none.
    if (path.contains("{") || (!open && !decision)) {
      add(operation, "404", "It does not exist, or not for you.");
    }
    if (operation.getRequestBody() != null) {
      add(operation, "413", "The body is too large.");
      add(
          operation,
          "415",
          "The body is not %s."
              .formatted(
                  String.join(
                      " or ", operation.getRequestBody().getContent().getMediaTypes().keySet())));
    }
    shapeErrors(operation, decision);
  }

  private static void add(Operation operation, String status, String description) {
    if (operation.getResponses().getAPIResponse(status) == null) {
      operation
          .getResponses()
          .addAPIResponse(status, OASFactory.createAPIResponse().description(description));
    }
  }

  /**
   * @param plain whether they are text, as those of access decisions are
   */
  private static void shapeErrors(Operation operation, boolean plain) {
    operation
        .getResponses()
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (status.compareTo("400") >= 0) {
                shape(response, plain);
              }
            });
  }

  private static void shape(APIResponse response, boolean plain) {
    var schema =
        plain
            ? OASFactory.createSchema().addType(Schema.SchemaType.STRING)
            : OASFactory.createSchema().ref("#/components/schemas/" + ERROR);
    response.setContent(
        OASFactory.createContent()
            .addMediaType(
                plain ? "text/plain" : "application/json",
                OASFactory.createMediaType().schema(schema)));
  }

  /** Every property of an answer is always written, null or not. */
  private static void requireWhatIsAlwaysWritten(OpenAPI document) {
    Map<String, Schema> schemas = document.getComponents().getSchemas();
    schemas.forEach(
        (name, schema) -> {
          if (!name.endsWith("Request") && !name.equals(ERROR) && schema.getRequired() == null) {
            var properties = schema.getProperties();
            if (properties != null) {
              schema.setRequired(properties.keySet().stream().sorted().toList());
            }
          }
        });
  }
}
