package io.rollcall.persistence;

import io.rollcall.application.port.AccountViews;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person across organizations, through the one function that may look there. */
@ApplicationScoped
@Transactional(Transactional.TxType.SUPPORTS)
class SqlAccountViews implements AccountViews {
  private static final String USER =
      """
      select u.id, u.email, u.username, u.first_name, u.last_name, u.phone, u.joined_at, u.last_activity, u.hotkeys
      from app_user u where u.id = ?""";

  /** Of all, when asked for 0: a null has no type, and a statement with one travels alone. */
  private static final String ORGANIZATIONS =
      "select o.* from organizations_of(?) o where ?::bigint in (0, o.organization_id)";

  private final Jdbc jdbc;
  private final Tenancy tenancy;

  SqlAccountViews(Jdbc jdbc, Tenancy tenancy) {
    this.jdbc = jdbc;
    this.tenancy = tenancy;
  }

  @Override
  public Optional<Account> account(UserId user, @Nullable OrganizationId only) {
    var flight = jdbc.flight();
    var account = account(flight, user, only);
    flight.send();
    return account.first();
  }

  @Override
  public Optional<AtWork> atWork(
      UserId user, @Nullable OrganizationId only, OrganizationId active) {
    var flight = tenancy.flight(active);
    var acting = ActingRows.query(flight, active, user);
    var account = account(flight, user, only);
    flight.send();
    return account.first().map(found -> new AtWork(found, acting.first().orElse(null)));
  }

  private static Flight.Rows<Account> account(
      Flight flight, UserId user, @Nullable OrganizationId only) {
    var memberships =
        flight.query(ORGANIZATIONS, SqlAccountViews::membership, user.value(), value(only));
    return flight.query(USER, row -> account(row, memberships.all()), user.value());
  }

  @Override
  public List<OrganizationRow> organizations(UserId user, @Nullable OrganizationId only) {
    return jdbc.list(ORGANIZATIONS, SqlAccountViews::organization, user.value(), value(only));
  }

  private static long value(@Nullable OrganizationId only) {
    return only == null ? 0 : only.value();
  }

  private static Account account(ResultSet row, List<MembershipRow> memberships)
      throws SQLException {
    return new Account(
        row.getLong("id"),
        row.getString("email"),
        row.getString("username"),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getString("phone"),
        Values.instant(row, "joined_at"),
        Values.instant(row, "last_activity"),
        row.getString("hotkeys"),
        memberships);
  }

  private static MembershipRow membership(ResultSet row) throws SQLException {
    return new MembershipRow(
        row.getLong("organization_id"),
        row.getString("title"),
        Targets.role(row.getString("role")),
        row.getBoolean("owner"),
        row.getBoolean("more_organizations"));
  }

  private static OrganizationRow organization(ResultSet row) throws SQLException {
    return new OrganizationRow(
        row.getLong("organization_id"),
        row.getString("title"),
        row.getString("contact_info"),
        Values.instant(row, "created_at"));
  }
}
