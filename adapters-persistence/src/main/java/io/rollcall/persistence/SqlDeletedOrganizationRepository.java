package io.rollcall.persistence;

import io.rollcall.application.port.DeletedOrganizationRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.organization.Deletion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Deleted organizations: hidden by the policy on {@code organization}, with which every decision
 * begins. This class alone says to a transaction that it may see one.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class SqlDeletedOrganizationRepository implements DeletedOrganizationRepository {
  /** Why a run failed; {@link PanacheSyncRunRepository} writes no more of a run that has it. */
  static final String RUN_ENDED = "organization-deleted";

  /**
   * What an organization leaves, in an order in which nothing is left that refers to what is gone;
   * the memberships last, since they know whose accounts go with it.
   */
  static final List<String> TABLES =
      List.of(
          "sync_change",
          "sync_problem",
          "sync_group",
          "access_grant",
          "suspension",
          "external_identity",
          "membership_history",
          "settings_history",
          "sso_settings",
          "activity",
          "activity_count",
          "workspace_member",
          "project_member",
          "project",
          "workspace",
          "group_mapping",
          "sync_run",
          "identity_provider",
          "invitation",
          "invitation_link",
          "api_token",
          "legacy_token",
          "token_policy",
          "session_policy",
          "permission_override",
          "member_tag_import_line",
          "member_tag_import",
          "member_tag_assignment",
          "member_tag",
          "verified_domain",
          "member_range",
          "membership");

  private static final String MEMBERSHIPS = "membership";

  private static final String SEE = "select set_config('rollcall.deleted', 'visible', true)";
  private static final String SEE_NO_MORE = "select set_config('rollcall.deleted', '', true)";

  private static final String SOME_OF =
      "delete from %1$s where ctid = any (array(select ctid from %1$s where organization_id = ? limit ?))";

  private final Tenancy tenancy;
  private final Jdbc jdbc;

  SqlDeletedOrganizationRepository(Tenancy tenancy, Jdbc jdbc) {
    this.tenancy = tenancy;
    this.jdbc = jdbc;
  }

  @Override
  public void add(Deletion deletion) {
    long id = deletion.organization().value();
    var flight = tenancy.flight(deletion.organization());
    flight.query(SEE, row -> "");
    flight.change(
        "update organization set deleted_at = ?, purge_after = ? where id = ?",
        deletion.at(),
        deletion.purgeAfter(),
        id);
    flight.query(SEE_NO_MORE, row -> "");
    endSessions(flight, id);
    flight.change("delete from legacy_token where organization_id = ?", id);
    flight.change("delete from api_token where organization_id = ?", id);
    flight.change(
        """
        update sync_run set status = 'failed', reason_code = ?, reason_text = ?, finished_at = ?
        where organization_id = ? and status in ('queued', 'reading', 'planning', 'applying')""",
        RUN_ENDED,
        "The organization was deleted; nothing changed.",
        deletion.at(),
        id);
    flight.send();
  }

  private static void endSessions(Flight flight, long organization) {
    flight.change("delete from session where bound_to = ?", organization);
    flight.change("update session set active = null where active = ?", organization);
  }

  @Override
  public Optional<Deletion> lock(OrganizationId organization) {
    return seeing(
        organization,
        """
        select o.title, o.owner_id, o.deleted_at, o.purge_after, o.purging from organization o
        where o.id = ? and o.deleted_at is not null for no key update""",
        row ->
            new Deletion(
                organization,
                row.getString("title"),
                new UserId(row.getLong("owner_id")),
                Values.instant(row, "deleted_at"),
                Values.instant(row, "purge_after"),
                row.getBoolean("purging")),
        organization.value());
  }

  /** Sees deleted organizations for the one query. */
  private <T> Optional<T> seeing(
      OrganizationId organization, String sql, Flight.Row<T> row, Object... values) {
    var flight = tenancy.flight(organization);
    flight.query(SEE, seen -> "");
    var found = flight.query(sql, row, values);
    flight.query(SEE_NO_MORE, seen -> "");
    flight.send();
    return found.first();
  }

  @Override
  public void restore(OrganizationId organization) {
    change(
        organization,
        "update organization set deleted_at = null, purge_after = null where id = ? and not purging");
  }

  @Override
  public void beginPurge(OrganizationId organization) {
    change(organization, "update organization set purging = true where id = ?");
  }

  private void change(OrganizationId organization, String sql) {
    var flight = tenancy.flight(organization);
    flight.query(SEE, row -> "");
    flight.change(sql, organization.value());
    flight.query(SEE_NO_MORE, row -> "");
    flight.send();
  }

  @Override
  public List<UserId> erasedMembers(OrganizationId organization) {
    return tenancy.list(
        organization,
        """
        select m.user_id from membership m join app_user u on u.id = m.user_id
        where m.organization_id = ? and m.deleted_at is null
          and u.email = 'erased-' || u.id || '@erased.invalid'
        order by m.user_id""",
        row -> new UserId(row.getLong("user_id")),
        organization.value());
  }

  @Override
  public List<OrganizationId> due(Instant now) {
    return jdbc.list(
        "select id from organizations_to_purge(?) id",
        row -> new OrganizationId(row.getLong("id")),
        now);
  }

  @Override
  public Optional<Purged> purge(OrganizationId organization, int most) {
    long id = organization.value();
    boolean mine =
        seeing(
                organization,
                "select o.id from organization o where o.id = ? and o.purging for update skip locked",
                row -> true,
                id)
            .isPresent();
    if (!mine) {
      return Optional.empty();
    }
    for (var table : TABLES) {
      var purged =
          table.equals(MEMBERSHIPS)
              ? memberships(organization, most)
              : new Purged(
                  tenancy.change(organization, SOME_OF.formatted(table), id, most), List.of());
      if (purged.rows() > 0) {
        return Optional.of(purged);
      }
    }
    var flight = tenancy.flight(organization);
    endSessions(flight, id);
    flight.query(SEE, row -> "");
    var last = flight.change("delete from organization where id = ?", id);
    flight.query(SEE_NO_MORE, row -> "");
    flight.send();
    return Optional.of(new Purged(last.count(), List.of()));
  }

  /** Whom its directories made, and who stays, is nobody's but their own from now on. */
  private Purged memberships(OrganizationId organization, int most) {
    var members =
        tenancy.list(
            organization,
            SOME_OF.formatted(MEMBERSHIPS) + " returning user_id",
            row -> row.getLong("user_id"),
            organization.value(),
            most);
    var people = members.stream().mapToLong(Long::longValue).toArray();
    var flight = tenancy.flight(organization);
    var forsaken =
        flight.query(
            """
            select u.id from app_user u
            where u.id = any (?) and u.provisioned_by = ?
              and u.id not in (select belonging_elsewhere(?, ?))
            order by u.id""",
            row -> new UserId(row.getLong("id")),
            people,
            organization.value(),
            people,
            organization.value());
    flight.change(
        "update app_user set provisioned_by = null where id = any (?) and provisioned_by = ?",
        people,
        organization.value());
    flight.send();
    return new Purged(members.size(), forsaken.all());
  }
}
