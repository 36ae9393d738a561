package io.rollcall.rest.common;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * Gives every body in the document an example, made from its schema: what the schema says by
 * itself, else what its name stands for, else the simplest value of its type.
 */
final class DocumentedExamples {
  private static final String JSON = "application/json";
  private static final String COMPONENT = "#/components/schemas/";
  private static final int DEEPEST = 6;

  /** By the names of fields. */
  private static final Map<String, Object> TEXTS =
      Map.ofEntries(
          Map.entry("email", "ann@example.com"),
          Map.entry("emails", "ann@example.com"),
          Map.entry("username", "ann"),
          Map.entry("first_name", "Ann"),
          Map.entry("last_name", "Okafor"),
          Map.entry("name", "Ann Okafor"),
          Map.entry("initials", "AO"),
          Map.entry("password", "correct horse battery"),
          Map.entry("new_password", "battery horse correct"),
          Map.entry("title", "Street signs"),
          Map.entry("label", "night shift"),
          Map.entry("labels", "night shift"),
          Map.entry("role", "AN"),
          Map.entry("default_role", "NO"),
          Map.entry("permission", "invite_members"),
          Map.entry("color", "#3366ff"),
          Map.entry("domain", "example.com"),
          Map.entry("url", "https://rollcall.example.com"),
          Map.entry("urls", "ldaps://ldap.example.com:636"),
          Map.entry("bases", "ou=people,dc=example,dc=com"),
          Map.entry("invite_url", "https://rollcall.example.com/signup?token=8wT2…"),
          Map.entry("metadata_url", "https://idp.example.com/metadata"),
          Map.entry("group", "annotators"),
          Map.entry("code", "not-found"),
          Map.entry("detail", "No such member."));

  private final Map<String, Schema> schemas;

  private DocumentedExamples(Map<String, Schema> schemas) {
    this.schemas = schemas;
  }

  static void add(OpenAPI document) {
    var examples = new DocumentedExamples(document.getComponents().getSchemas());
    document
        .getPaths()
        .getPathItems()
        .values()
        .forEach(item -> item.getOperations().values().forEach(examples::add));
  }

  private void add(Operation operation) {
    var body = operation.getRequestBody();
    if (body != null) {
      add(body.getContent(), true);
    }
    operation
        .getResponses()
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (status.startsWith("2")) {
                add(response.getContent(), false);
              }
            });
  }

  private void add(@Nullable Content content, boolean sent) {
    var json = content == null ? null : content.getMediaType(JSON);
    if (json != null && json.getSchema() != null && json.getExample() == null) {
      json.setExample(value("", json.getSchema(), sent, 0));
    }
  }

  private @Nullable Object value(String name, Schema given, boolean sent, int depth) {
    var schema = resolved(given);
    var own = own(schema);
    return own != null ? own : ofType(name, schema, sent, depth);
  }

  private static @Nullable Object own(Schema schema) {
    if (schema.getExamples() != null && !schema.getExamples().isEmpty()) {
      return schema.getExamples().getFirst();
    }
    if (schema.getDefaultValue() != null) {
      return schema.getDefaultValue();
    }
    var choices = schema.getEnumeration();
    return choices == null || choices.isEmpty() ? null : choices.getFirst();
  }

  private @Nullable Object ofType(String name, Schema schema, boolean sent, int depth) {
    var types = schema.getType();
    if (types == null || types.isEmpty()) {
      return Map.of();
    }
    return switch (types.getFirst()) {
      case OBJECT -> object(schema, sent, depth);
      case ARRAY ->
          depth >= DEEPEST || schema.getItems() == null
              ? List.of()
              : List.of(
                  Objects.requireNonNullElse(
                      value(name, schema.getItems(), sent, depth + 1), Map.of()));
      case STRING -> text(name, schema);
      case INTEGER -> 1;
      case NUMBER -> 0.5;
      case BOOLEAN -> true;
      case NULL -> null;
    };
  }

  private Map<String, @Nullable Object> object(Schema schema, boolean sent, int depth) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    if (schema.getProperties() != null && depth < DEEPEST) {
      schema
          .getProperties()
          .forEach(
              (name, property) -> {
                boolean hidden = Boolean.TRUE.equals(property.getWriteOnly()) && !sent;
                if (!hidden) {
                  object.put(name, value(name, property, sent, depth + 1));
                }
              });
    }
    return object;
  }

  private static Object text(String name, Schema schema) {
    var format = schema.getFormat();
    if (format != null) {
      switch (format) {
        case "date-time":
          return "2026-11-24T10:00:00.000000Z";
        case "date":
          return "2026-11-24";
        case "uuid":
          return "0b9d2c3e-6f5a-5e1c-9d0b-7a8c6e4f2d10";
        case "uri":
          return "https://rollcall.example.com/";
        default:
          break;
      }
    }
    return TEXTS.getOrDefault(name, "text");
  }

  private Schema resolved(Schema schema) {
    var reference = schema.getRef();
    if (reference != null && reference.startsWith(COMPONENT)) {
      return resolved(
          Objects.requireNonNull(schemas.get(reference.substring(COMPONENT.length())), reference));
    }
    for (var choices :
        List.of(orNone(schema.getAnyOf()), orNone(schema.getOneOf()), orNone(schema.getAllOf()))) {
      var real = choices.stream().filter(choice -> !isNull(choice)).findFirst();
      if (real.isPresent()) {
        return resolved(real.get());
      }
    }
    return schema;
  }

  private static List<Schema> orNone(@Nullable List<Schema> schemas) {
    return schemas == null ? List.of() : schemas;
  }

  private static boolean isNull(Schema schema) {
    var types = schema.getType();
    return types != null && types.equals(List.of(SchemaType.NULL));
  }
}
