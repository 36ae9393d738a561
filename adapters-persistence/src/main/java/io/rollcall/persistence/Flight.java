package io.rollcall.persistence;

import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SQL statements that travel to the server together: the PostgreSQL driver sends all that one
 * prepared statement holds, parted by semicolons, in a single round trip. They run one after the
 * other, and each sees what those before it did and what was committed until it began; so a
 * statement that locks makes those after it see the newest state.
 */
final class Flight {
  /** Reads one row; never moves the cursor. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  @FunctionalInterface
  private interface Outcome {
    void read(PreparedStatement statement) throws SQLException;
  }

  /** What brings a flight to the server. */
  @FunctionalInterface
  interface Sender {
    void send(Flight flight);
  }

  private final Sender sender;
  private final List<String> statements = new ArrayList<>();
  private final List<@Nullable Object> parameters = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();

  Flight(Sender sender) {
    this.sender = sender;
  }

  /** Adds a query. */
  <T> Rows<T> query(String sql, Row<T> row, @Nullable Object... values) {
    var rows = new Rows<>(row);
    add(sql, rows::readFrom, values);
    return rows;
  }

  /** Adds a statement that changes rows. */
  Changed change(String sql, @Nullable Object... values) {
    var changed = new Changed();
    add(sql, statement -> changed.count = statement.getUpdateCount(), values);
    return changed;
  }

  private void add(String sql, Outcome outcome, @Nullable Object... values) {
    statements.add(sql);
    for (var value : values) {
      parameters.add(value);
    }
    outcomes.add(outcome);
  }

  /** Sends all statements; nothing when there are none. Once. */
  void send() {
    if (!statements.isEmpty()) {
      sender.send(this);
    }
  }

  void run(Connection connection) {
    try (var statement = connection.prepareStatement(String.join(";\n", statements))) {
      Values.bind(statement, parameters);
      statement.execute();
      for (int i = 0; i < outcomes.size(); i++) {
        if (i > 0) {
          statement.getMoreResults();
        }
        outcomes.get(i).read(statement);
      }
    } catch (SQLException failure) {
      throw new PersistenceException(failure);
    }
  }

  /** What a query found; known once the flight was sent. */
  static final class Rows<T> {
    private final Row<T> row;
    private final List<T> found = new ArrayList<>();

    private Rows(Row<T> row) {
      this.row = row;
    }

    private void readFrom(PreparedStatement statement) throws SQLException {
      try (var rows = statement.getResultSet()) {
        while (rows.next()) {
          found.add(row.read(rows));
        }
      }
    }

    List<T> all() {
      return found;
    }

    Optional<T> first() {
      return found.stream().findFirst();
    }
  }

  /** How many rows a statement changed; known once the flight was sent. */
  static final class Changed {
    private int count;

    int count() {
      return count;
    }
  }
}
