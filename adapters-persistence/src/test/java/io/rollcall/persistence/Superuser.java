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

  /** Ranges of user ids whose kept count of members is not the number of them. */
  List<String> wrongRanges() {
    return list(
        """
        select format('organization %s, width %s, range %s: %s kept, %s counted', organization_id, width, range,
          kept.members, counted.members)
        from (select k.* from member_range k join organization o on o.id = k.organization_id where k.members <> 0) kept
        full join (
          select m.organization_id, w.width, m.user_id >> w.width as range, count(*) as members
          from membership m join organization o on o.id = m.organization_id, (values (6), (12), (18)) w(width)
          where m.deleted_at is null
          group by m.organization_id, w.width, m.user_id >> w.width) counted using (organization_id, width, range)
        where kept.members is distinct from counted.members""",
        row -> row.getString(1));
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
