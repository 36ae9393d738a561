package io.rollcall.persistence;

import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.SyncRunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A {@link Recorder} in two columns: what kind, and the id of it. */
final class Recorders {
  private Recorders() {}

  static String kind(Recorder recorder) {
    return switch (recorder) {
      case Recorder.ByUser ignored -> "user";
      case Recorder.ByLogin ignored -> "login";
      case Recorder.BySync ignored -> "sync";
      case Recorder.ByInvitation ignored -> "invitation";
      case Recorder.BySystem ignored -> "system";
    };
  }

  static @Nullable Long id(Recorder recorder) {
    return switch (recorder) {
      case Recorder.ByUser by -> by.user().value();
      case Recorder.ByLogin by -> by.provider().value();
      case Recorder.BySync by -> by.run().value();
      case Recorder.ByInvitation by -> by.invitation().value();
      case Recorder.BySystem ignored -> null;
    };
  }

  static Recorder read(ResultSet row) throws SQLException {
    long id = row.getLong("recorded_by_id");
    var kind = row.getString("recorded_by");
    return switch (kind) {
      case "user" -> new Recorder.ByUser(new UserId(id));
      case "login" -> new Recorder.ByLogin(new ProviderId(id));
      case "sync" -> new Recorder.BySync(new SyncRunId(id));
      case "invitation" -> new Recorder.ByInvitation(new InvitationId(id));
      case "system" -> new Recorder.BySystem();
      default -> throw new IllegalStateException("recorded by " + kind);
    };
  }
}
