package io.rollcall.rest.common;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says which field of a JSON body has the wrong type, as its writer would name it. */
final class JsonFields {
  private JsonFields() {}

  static Map<String, List<String>> wrong(JsonMappingException mapping) {
    var target =
        mapping instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    return Map.of(path(mapping), List.of(message(mapping, target)));
  }

  private static String path(JsonMappingException mapping) {
    var path = new StringBuilder();
    for (var step : mapping.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.isEmpty() ? Input.NO_FIELD : path.toString();
  }

  private static String message(JsonMappingException mapping, @Nullable Class<?> target) {
    if (mapping.getCause() instanceof UnusableText unusable) {
      return String.valueOf(unusable.getMessage());
    }
    if (mapping instanceof UnusableText) {
      return String.valueOf(mapping.getOriginalMessage());
    }
    if (mapping.getCause() instanceof JsonParseException) {
      return "Not valid JSON.";
    }
    if (target == String.class) {
      return "Not a valid string.";
    }
    if (target == Boolean.class || target == boolean.class) {
      return "Must be a valid boolean.";
    }
    if (target != null && (Number.class.isAssignableFrom(target) || target.isPrimitive())) {
      return "A valid integer is required.";
    }
    if (target != null && List.class.isAssignableFrom(target)) {
      return "Expected a list of items.";
    }
    return target == null ? "A valid integer is required." : "Expected an object.";
  }
}
