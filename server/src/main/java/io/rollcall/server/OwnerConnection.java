package io.rollcall.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;

/** A connection as the owner of the tables, whom row-level security does not bind. */
final class OwnerConnection {
  private OwnerConnection() {}

  static Connection open(Config config) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", config.getValue("quarkus.flyway.username", String.class));
    properties.setProperty("password", config.getValue("quarkus.flyway.password", String.class));
    properties.setProperty("ApplicationName", "rollcall admin");
    var url = config.getValue("quarkus.datasource.jdbc.url", String.class);
    var connection = new org.postgresql.Driver().connect(url, properties);
    if (connection == null) {
      throw new SQLException("the driver refused the address " + url);
    }
    return connection;
  }
}
