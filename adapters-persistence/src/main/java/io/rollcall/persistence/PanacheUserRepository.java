package io.rollcall.persistence;

import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.PasswordHash;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class PanacheUserRepository implements UserRepository, ShortLived<UserEntity, Long> {
  private static final User.Profile NOBODY = User.erased(new UserId(1), Instant.EPOCH).profile();

  private final Jdbc jdbc;

  PanacheUserRepository(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<User> find(UserId id) {
    return one(UserEntity::toUser, "id", id.value());
  }

  @Override
  public Optional<Credentials> credentials(EmailAddress email) {
    return one(user -> new Credentials(user.toUser(), user.password()), "email", email.value());
  }

  @Override
  public Optional<Credentials> credentials(UserId id) {
    return one(user -> new Credentials(user.toUser(), user.password()), "id", id.value());
  }

  @Override
  public boolean hold(UserId id, PasswordHash password) {
    return jdbc.first(
            "select id from app_user where id = ? and password_hash = ? for no key update",
            row -> row.getLong("id"),
            id.value(),
            password.encoded().reveal())
        .isPresent();
  }

  @Override
  public void setPassword(UserId id, PasswordHash password) {
    jdbc.change(
        "update app_user set password_hash = ? where id = ?",
        password.encoded().reveal(),
        id.value());
  }

  @Override
  public boolean setAddress(UserId id, EmailAddress address, Instant verifiedAt) {
    return jdbc.change(
            """
            update app_user set email = ?, email_verified_at = ?
            where id = ? and not exists (select from app_user other where other.email = ? and other.id <> ?)""",
            address.value(),
            verifiedAt,
            id.value(),
            address.value(),
            id.value())
        == 1;
  }

  @Override
  public void erase(Collection<UserId> people) {
    var ids = Values.ids(people, UserId::value);
    var addresses =
        people.stream().map(id -> User.erased(id, Instant.EPOCH).email().value()).toList();
    var flight = jdbc.flight();
    flight.query("select forget_people(?)", row -> "", ids);
    flight.query("select end_tokens_of(?)", row -> "", ids);
    flight.change(
        """
        update app_user u set email = gone.email, username = ?, first_name = ?, last_name = ?, phone = ?,
          hotkeys = default, password_hash = null, provisioned_by = null, email_verified_at = null, last_activity = joined_at
        from unnest(?, ?) as gone(id, email) where u.id = gone.id""",
        NOBODY.username(),
        NOBODY.firstName(),
        NOBODY.lastName(),
        NOBODY.phone(),
        ids,
        Values.texts(addresses));
    for (var table : new String[] {"session", "account_token"}) {
      flight.change("delete from " + table + " where user_id = any (?)", ids);
    }
    flight.send();
  }

  /** Not by the entity manager: a taken address must not break the transaction. */
  @Override
  public boolean add(User user, @Nullable PasswordHash password) {
    var profile = user.profile();
    var provisionedBy = user.provisionedBy();
    return jdbc.change(
            """
            insert into app_user (id, email, username, first_name, last_name, phone, password_hash, provisioned_by,
              email_verified_at, joined_at, last_activity)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (email) do nothing""",
            user.id().value(),
            user.email().value(),
            profile.username(),
            profile.firstName(),
            profile.lastName(),
            profile.phone(),
            password == null ? null : password.encoded().reveal(),
            provisionedBy == null ? null : provisionedBy.value(),
            user.emailVerifiedAt(),
            user.joinedAt(),
            user.joinedAt())
        == 1;
  }

  @Override
  public void updateProfile(UserId id, User.Profile profile) {
    update(
        "username = ?1, firstName = ?2, lastName = ?3, phone = ?4 where id = ?5",
        profile.username(),
        profile.firstName(),
        profile.lastName(),
        profile.phone(),
        id.value());
  }

  @Override
  public void setHotkeys(UserId id, String json) {
    jdbc.change("update app_user set hotkeys = ? where id = ?", json, id.value());
  }
}
