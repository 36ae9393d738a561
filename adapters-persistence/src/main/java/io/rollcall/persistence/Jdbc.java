package io.rollcall.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Plain SQL on the connection of the transaction, which Hibernate uses, too. What is not about one
 * organization goes through here; everything else through {@link Tenancy}.
 */
@ApplicationScoped
class Jdbc {
  private final DataSource pool;

  Jdbc(DataSource pool) {
    this.pool = pool;
  }

  Flight flight() {
    return new Flight(this::send);
  }

  <T> List<T> list(String sql, Flight.Row<T> row, @Nullable Object... values) {
    var flight = flight();
    var rows = flight.query(sql, row, values);
    flight.send();
    return rows.all();
  }

  <T> Optional<T> first(String sql, Flight.Row<T> row, @Nullable Object... values) {
    return list(sql, row, values).stream().findFirst();
  }

  int change(String sql, @Nullable Object... values) {
    var flight = flight();
    var changed = flight.change(sql, values);
    flight.send();
    return changed.count();
  }

  void send(Flight flight) {
    try (var connection = pool.getConnection()) {
      flight.run(connection);
    } catch (SQLException failure) {
      throw new PersistenceException(failure);
    }
  }
}
