package io.rollcall.persistence;

import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.PasswordHash;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code app_user}. */
@Entity
@Table(name = "app_user")
class UserEntity {
  @Id Long id;

  @Column(name = "email")
  String email;

  @Column(name = "username")
  String username;

  @Column(name = "first_name")
  String firstName;

  @Column(name = "last_name")
  String lastName;

  @Column(name = "phone")
  String phone;

  @Column(name = "password_hash")
  @Nullable String passwordHash;

  @Column(name = "provisioned_by")
  @Nullable Long provisionedBy;

  @Column(name = "email_verified_at")
  @Nullable Instant emailVerifiedAt;

  @Column(name = "joined_at")
  Instant joinedAt;

  @Column(name = "last_activity")
  Instant lastActivity;

  protected UserEntity() {}

  User toUser() {
    return new User(
        new UserId(id),
        new EmailAddress(email),
        new User.Profile(username, firstName, lastName, phone),
        provisionedBy == null ? null : new OrganizationId(provisionedBy),
        emailVerifiedAt,
        joinedAt);
  }

  @Nullable PasswordHash password() {
    return passwordHash == null ? null : PasswordHash.of(passwordHash);
  }
}
