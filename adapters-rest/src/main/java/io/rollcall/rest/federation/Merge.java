package io.rollcall.rest.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A partial update: what was sent over what is stored, objects field by field, lists whole. */
final class Merge {
  private Merge() {}

  static ObjectNode of(ObjectNode stored, ObjectNode sent) {
    sent.properties().forEach(field -> set(stored, field.getKey(), field.getValue()));
    return stored;
  }

  private static void set(ObjectNode stored, String field, JsonNode value) {
    if (value instanceof ObjectNode part && stored.get(field) instanceof ObjectNode known) {
      of(known, part);
    } else {
      stored.set(field, value);
    }
  }
}
