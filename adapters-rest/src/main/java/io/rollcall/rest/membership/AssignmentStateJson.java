package io.rollcall.rest.membership;

import io.rollcall.application.port.HistoryViews.AssignmentRow;
import io.rollcall.rest.common.StateModelJson;
import io.rollcall.rest.membership.CandidateJson.GroupJson;
import io.rollcall.rest.membership.CandidateJson.RecorderJson;
import io.rollcall.rest.membership.CandidateJson.TargetJson;
import io.rollcall.rest.membership.MembershipStateJson.PersonJson;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an identity provider gave or took back, as a step of the published history. */
final class AssignmentStateJson {
  private AssignmentStateJson() {}

  static StateModelJson of(AssignmentRow row) {
    var by = row.by();
    return new StateModelJson(
        StateModelJson.id(
            "idp-assignment", row.organization(), row.grant(), row.added() ? "assigned" : "ended"),
        row.added() ? "ASSIGNED" : "ENDED",
        row.added() ? null : "ASSIGNED",
        row.added() ? "assigned" : "ended",
        row.reason(),
        ContextJson.of(row),
        row.at(),
        by == null ? null : MembershipStateJson.by(by));
  }

  /**
   * @param assignment the id of the grant, the same when it began and when it ended
   */
  @Schema(name = "IdpAssignment")
  record ContextJson(
      long organization,
      long assignment,
      PersonJson user,
      TargetJson target,
      String source,
      long provider,
      long mapping,
      GroupJson group,
      RecorderJson recordedBy) {
    static ContextJson of(AssignmentRow row) {
      return new ContextJson(
          row.organization().value(),
          row.grant().value(),
          PersonJson.of(row.person()),
          TargetJson.of(row.target()),
          row.source().code(),
          row.provider().value(),
          row.mapping().value(),
          GroupJson.of(row.group()),
          RecorderJson.of(row.recordedBy()));
    }
  }
}
