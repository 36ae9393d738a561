package io.rollcall.persistence;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.ProviderKind;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Suspension;
import io.rollcall.domain.membership.Suspension.Cause;
import io.rollcall.domain.membership.SuspensionId;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Suspensions as rows of {@code suspension}: the one place that knows how. */
final class SuspensionRows {
  /** Adds what {@link #write} wrote. */
  static final String INSERT =
      "insert into suspension select * from jsonb_populate_recordset(null::suspension, ?::jsonb)";

  /** Ends what {@link #writeEnd} wrote; the second parameter is the organization. */
  static final String END =
      """
      update suspension s
      set until = r.until, ended_by = r.ended_by, ended_by_id = r.ended_by_id
      from jsonb_populate_recordset(null::suspension, ?::jsonb) r
      where s.organization_id = ? and s.user_id = r.user_id and s.id = r.id and s.until is null""";

  private SuspensionRows() {}

  /** Reads a row with all columns of {@code suspension}. */
  static Suspension read(ResultSet row) throws SQLException {
    return new Suspension(
        new SuspensionId(row.getLong("id")),
        cause(row),
        Recorders.read(row),
        Values.instant(row, "since"),
        Values.instantOrNull(row, "until"));
  }

  private static Cause cause(ResultSet row) throws SQLException {
    var cause = row.getString("cause");
    return switch (cause) {
      case "administrator" -> new Cause.ByAdministrator(new UserId(row.getLong("by_user")));
      case "disabled" -> new Cause.Disabled(provider(row), kind(row));
      case "gone" -> new Cause.Gone(provider(row), kind(row));
      case "in-group" ->
          new Cause.InGroup(
              provider(row), kind(row), new MappingId(row.getLong("mapping_id")), Groups.read(row));
      default -> throw new IllegalStateException("suspended because " + cause);
    };
  }

  private static ProviderId provider(ResultSet row) throws SQLException {
    return new ProviderId(row.getLong("provider_id"));
  }

  private static ProviderKind kind(ResultSet row) throws SQLException {
    return ProviderKind.ofCode(row.getString("provider_kind"));
  }

  static void write(
      JsonRows rows, OrganizationId organization, UserId user, Suspension suspension) {
    var row =
        rows.row()
            .set("organization_id", organization.value())
            .set("id", suspension.id().value())
            .set("user_id", user.value())
            .set("cause", causeCode(suspension.cause()))
            .set("recorded_by", Recorders.kind(suspension.recordedBy()))
            .set("recorded_by_id", Recorders.id(suspension.recordedBy()))
            .set("since", suspension.since())
            .set("until", suspension.until());
    writeCause(row, suspension.cause());
  }

  static String causeCode(Cause cause) {
    return switch (cause) {
      case Cause.ByAdministrator ignored -> "administrator";
      case Cause.Disabled ignored -> "disabled";
      case Cause.Gone ignored -> "gone";
      case Cause.InGroup ignored -> "in-group";
    };
  }

  private static void writeCause(JsonRows.Row row, Cause cause) {
    switch (cause) {
      case Cause.ByAdministrator by -> row.set("by_user", by.by().value());
      case Cause.Disabled by -> writeProvider(row, by.provider(), by.kind());
      case Cause.Gone by -> writeProvider(row, by.provider(), by.kind());
      case Cause.InGroup by -> {
        writeProvider(row, by.provider(), by.kind());
        row.set("mapping_id", by.mapping().value());
        Groups.write(row, by.group());
      }
    }
  }

  private static void writeProvider(JsonRows.Row row, ProviderId provider, ProviderKind kind) {
    row.set("provider_id", provider.value()).set("provider_kind", kind.code());
  }

  static void writeEnd(JsonRows rows, UserId user, Suspension ended, Recorder by) {
    rows.row()
        .set("user_id", user.value())
        .set("id", ended.id().value())
        .set("until", ended.until())
        .set("ended_by", Recorders.kind(by))
        .set("ended_by_id", Recorders.id(by));
  }
}
