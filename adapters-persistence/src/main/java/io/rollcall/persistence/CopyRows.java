package io.rollcall.persistence;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

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

  CopyRows addNumbers(List<? extends Number> values) {
    separate();
    text.append('{');
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : ",").append(values.get(i));
    }
    text.append('}');
    return this;
  }

  /** A {@code text[]}; elements are quoted, since they may hold anything. */
  CopyRows addTexts(List<String> values) {
    var array = new StringBuilder("{");
    for (int i = 0; i < values.size(); i++) {
      array.append(i == 0 ? "\"" : ",\"");
      array.append(values.get(i).replace("\\", "\\\\").replace("\"", "\\\""));
      array.append('"');
    }
    return add(array.append('}').toString());
  }

  CopyRows end() {
    text.append('\n');
    first = true;
    return this;
  }

  /** Sends what was added and begins anew. */
  void copy(Connection connection, String table) throws SQLException {
    if (text.isEmpty()) {
      return;
    }
    try {
      var copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("copy " + table + " from stdin");
      var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      copy.writeToCopy(bytes, 0, bytes.length);
      copy.endCopy();
    } finally {
      text.setLength(0);
    }
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
