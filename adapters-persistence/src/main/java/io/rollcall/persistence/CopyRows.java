package io.rollcall.persistence;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows for COPY in PostgreSQL's text format (the manual, SQL COPY, "Text Format"). Reusable; not
 * thread-safe.
 */
final class CopyRows {
  private final StringBuilder text = new StringBuilder(1 << 16);
  private boolean first = true;

  CopyRows add(@Nullable String value) {
    separate();
    if (value == null) {
      text.append("\\N");
    } else {
      escape(value);
    }
    return this;
  }

  CopyRows add(long value) {
    separate();
    text.append(value);
    return this;
  }

  CopyRows add(boolean value) {
    separate();
    text.append(value ? 't' : 'f');
    return this;
  }

  CopyRows add(@Nullable Long value) {
    return value == null ? add((String) null) : add(value.longValue());
  }

  /** A {@code bigint[]} or {@code integer[]}; null for none. */
  <T> CopyRows addNumbers(Collection<T> items, ToLongFunction<T> number) {
    if (items.isEmpty()) {
      return add((String) null);
    }
    separate();
    text.append('{');
    boolean further = false;
    for (var item : items) {
      if (further) {
        text.append(',');
      }
      text.append(number.applyAsLong(item));
      further = true;
    }
    text.append('}');
    return this;
  }

  /** A {@code text[]}, null for none; elements are quoted, since they may hold anything. */
  CopyRows addTexts(Collection<String> values) {
    if (values.isEmpty()) {
      return add((String) null);
    }
    var array = new StringBuilder("{");
    for (var value : values) {
      array.append(array.length() == 1 ? "\"" : ",\"");
      array.append(value.replace("\\", "\\\\").replace("\"", "\\\""));
      array.append('"');
    }
    return add(array.append('}').toString());
  }

  CopyRows end() {
    text.append('\n');
    first = true;
    return this;
  }

  /** How much was added, in characters. */
  int size() {
    return text.length();
  }

  /** Hands over what was added and begins anew. */
  byte[] take() {
    var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    text.setLength(0);
    return bytes;
  }

  /** Sends rows that {@link #take} gave; nothing when there are none. */
  static void copy(Connection connection, String table, byte[] rows) throws SQLException {
    if (rows.length > 0) {
      var copy = open(connection, table);
      copy.writeToCopy(rows, 0, rows.length);
      copy.endCopy();
    }
  }

  /** Begins a COPY that rows are written to as they come; until it ends, the connection is busy. */
  static CopyIn open(Connection connection, String table) throws SQLException {
    return connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("copy " + table + " from stdin");
  }

  private void separate() {
    if (!first) {
      text.append('\t');
    }
    first = false;
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\0' -> {} // PostgreSQL's text has no NUL
        default -> text.append(c);
      }
    }
  }
}
