package io.rollcall.persistence;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.identity.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code session}. */
@Entity
@Table(name = "session")
class SessionEntity {
  @Id Long id;

  @Column(name = "token_hash")
  String tokenHash;

  @Column(name = "user_id")
  long user;

  @Column(name = "active")
  @Nullable Long active;

  @Column(name = "bound_to")
  @Nullable Long boundTo;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "last_seen_at")
  Instant lastSeenAt;

  @Column(name = "user_agent")
  String userAgent;

  @Column(name = "address")
  String address;

  protected SessionEntity() {}

  SessionEntity(Session session, TokenHash token, String userAgent, String address) {
    this.id = session.id().value();
    this.tokenHash = token.hex();
    this.user = session.user().value();
    this.active = value(session.active());
    this.boundTo = value(session.boundTo());
    this.createdAt = session.createdAt();
    this.lastSeenAt = session.lastSeenAt();
    this.userAgent = userAgent;
    this.address = address;
  }

  Session toSession() {
    return new Session(
        new SessionId(id),
        new UserId(user),
        organization(active),
        organization(boundTo),
        createdAt,
        lastSeenAt);
  }

  static Session toSession(ResultSet row) throws SQLException {
    return new Session(
        new SessionId(row.getLong("id")),
        new UserId(row.getLong("user_id")),
        organization(Values.longOrNull(row, "active")),
        organization(Values.longOrNull(row, "bound_to")),
        Values.instant(row, "created_at"),
        Values.instant(row, "last_seen_at"));
  }

  private static @Nullable Long value(@Nullable OrganizationId organization) {
    return organization == null ? null : organization.value();
  }

  private static @Nullable OrganizationId organization(@Nullable Long value) {
    return value == null ? null : new OrganizationId(value);
  }
}
