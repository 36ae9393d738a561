package io.rollcall.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whom no policy binds, for looking at what is really there and for putting there what no port
 * does.
 */
@ApplicationScoped
class Superuser {
  @ConfigProperty(name = "rollcall.test.superuser-url")
  String url;

  <T> List<T> list(String sql, Flight.Row<T> row, Object... values) {
    var flight = new Flight(this::send);
    var rows = flight.query(sql, row, values);
    flight.send();
    return rows.all();
  }

  <T> T one(String sql, Flight.Row<T> row, Object... values) {
    return list(sql, row, values).getFirst();
  }

  int number(String sql, Object... values) {
    return one(sql, row -> row.getInt(1), values);
  }

  boolean isTrue(String condition) {
    return one("select " + condition, row -> row.getBoolean(1));
  }

  int change(String sql, Object... values) {
    var flight = new Flight(this::send);
    var changed = flight.change(sql, values);
    flight.send();
    return changed.count();
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  private void send(Flight flight) {
    try (var connection = connect()) {
      flight.run(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
