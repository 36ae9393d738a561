package io.rollcall.persistence;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.ProviderKind;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.GrantId;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.SourceKind;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Grants as rows of {@code access_grant}: the one place that knows how. */
final class GrantRows {
  /** Adds what {@link #write} wrote. */
  static final String INSERT =
      "insert into access_grant select * from jsonb_populate_recordset(null::access_grant, ?::jsonb)";

  /**
   * Ends what {@link #writeEnd} wrote. Each row is looked up by its key, whatever the planner knows
   * of a table that has just grown: a join once compared each of thousands with each.
   */
  static final String END =
      INSERT
          + """

          on conflict (organization_id, user_id, id) do update
          set until = excluded.until, ended_by = excluded.ended_by, ended_by_id = excluded.ended_by_id
          where access_grant.until is null""";

  private GrantRows() {}

  /** Reads a row with all columns of {@code access_grant}. */
  static Grant read(ResultSet row) throws SQLException {
    return new Grant(
        new GrantId(row.getLong("id")),
        Targets.read(row.getString("target"), row),
        source(row),
        Recorders.read(row),
        Values.instant(row, "since"),
        Values.instantOrNull(row, "until"));
  }

  private static Source source(ResultSet row) throws SQLException {
    var kind = SourceKind.ofCode(row.getString("source"));
    return switch (kind) {
      case MANUAL -> new Source.Administrator(new UserId(row.getLong("by_user")));
      case INVITE -> new Source.Invited(new InvitationId(row.getLong("invitation_id")));
      case DEFAULT -> new Source.DefaultRole();
      case LDAP, OIDC, SAML, SCIM ->
          new Source.Provider(
              new ProviderId(row.getLong("provider_id")),
              ProviderKind.ofCode(kind.code()),
              new MappingId(row.getLong("mapping_id")),
              Groups.read(row));
      case OWNER -> throw new IllegalStateException("ownership is no grant");
    };
  }

  static JsonRows.Row write(JsonRows rows, OrganizationId organization, UserId user, Grant grant) {
    var row =
        rows.row()
            .set("organization_id", organization.value())
            .set("id", grant.id().value())
            .set("user_id", user.value())
            .set("target", Targets.kind(grant.target()))
            .set("source", SourceKind.of(grant.source()).code())
            .set("recorded_by", Recorders.kind(grant.recordedBy()))
            .set("recorded_by_id", Recorders.id(grant.recordedBy()))
            .set("since", grant.since())
            .set("until", grant.until());
    Targets.write(row, grant.target());
    writeSource(row, grant.source());
    return row;
  }

  private static void writeSource(JsonRows.Row row, Source source) {
    switch (source) {
      case Source.Administrator by -> row.set("by_user", by.by().value());
      case Source.Invited by -> row.set("invitation_id", by.invitation().value());
      case Source.DefaultRole ignored -> {}
      case Source.Provider by -> {
        row.set("provider_id", by.provider().value()).set("mapping_id", by.mapping().value());
        Groups.write(row, by.group());
      }
    }
  }

  static void writeEnd(
      JsonRows rows, OrganizationId organization, UserId user, Grant ended, Recorder by) {
    write(rows, organization, user, ended)
        .set("ended_by", Recorders.kind(by))
        .set("ended_by_id", Recorders.id(by));
  }
}
