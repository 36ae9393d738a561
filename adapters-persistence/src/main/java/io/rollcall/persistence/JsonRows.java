package io.rollcall.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table as one parameter, for {@code jsonb_populate_recordset(null::table, ?::jsonb)}:
 * as many rows as there are go in one statement, and its text is always the same.
 */
final class JsonRows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

  /** Begins a row. */
  Row row() {
    var row = new LinkedHashMap<String, @Nullable Object>();
    rows.add(row);
    return new Row(row);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  int size() {
    return rows.size();
  }

  String json() {
    try {
      return JSON.writeValueAsString(rows);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** One row; what is not set is null. */
  record Row(Map<String, @Nullable Object> columns) {
    Row set(String column, @Nullable Object value) {
      columns.put(column, value instanceof Instant instant ? instant.toString() : value);
      return this;
    }
  }
}
