package io.rollcall.persistence;

import io.rollcall.domain.identity.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Session policies in rows, in minutes. */
final class SessionPolicies {
  private SessionPolicies() {}

  static Session.Policy policy(ResultSet row) throws SQLException {
    return new Session.Policy(
        Duration.ofMinutes(row.getInt("max_age")), Duration.ofMinutes(row.getInt("max_idle")));
  }
}
