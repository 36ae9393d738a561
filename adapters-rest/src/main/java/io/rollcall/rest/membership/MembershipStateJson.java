package io.rollcall.rest.membership;

import io.rollcall.application.port.HistoryViews.ChangeRow;
import io.rollcall.application.port.HistoryViews.Person;
import io.rollcall.application.port.HistoryViews.Places;
import io.rollcall.rest.common.StateModelJson;
import io.rollcall.rest.common.StateModelJson.TriggeredByJson;
import io.rollcall.rest.membership.CandidateJson.RecorderJson;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A change of a membership as a step of the published history. */
final class MembershipStateJson {
  /** The state of somebody who belongs no more; of everybody else it is the code of the role. */
  private static final String DELETED = "DELETED";

  private MembershipStateJson() {}

  static StateModelJson of(ChangeRow row) {
    var by = row.by();
    return new StateModelJson(
        StateModelJson.id("membership", row.organization(), row.number()),
        row.deleted() ? DELETED : row.after().code(),
        before(row),
        row.transition().code(),
        row.reason(),
        ContextJson.of(row),
        row.at(),
        by == null ? null : by(by));
  }

  static TriggeredByJson by(Person person) {
    return new TriggeredByJson(person.id().value(), person.email());
  }

  private static @Nullable String before(ChangeRow row) {
    var before = row.before();
    return switch (row.transition()) {
      case RETURNED -> DELETED;
      case JOINED,
          ROLE_CHANGED,
          ACCESS_CHANGED,
          SUSPENDED,
          RESUMED,
          SEATED,
          OWNERSHIP_TRANSFERRED,
          REMOVED,
          LEFT ->
          before == null ? null : before.code();
    };
  }

  /**
   * @param number of the change in its organization, from 1
   * @param rule the rule that gave the role
   * @param source the exact source of the role
   */
  @Schema(name = "MembershipChange")
  record ContextJson(
      long organization,
      long number,
      PersonJson user,
      String role,
      String rule,
      String source,
      RecorderJson recordedBy,
      PlacesJson before,
      PlacesJson after) {
    static ContextJson of(ChangeRow row) {
      return new ContextJson(
          row.organization().value(),
          row.number(),
          PersonJson.of(row.person()),
          row.after().code(),
          row.rule().code(),
          row.source().code(),
          RecorderJson.of(row.recordedBy()),
          PlacesJson.of(row.placesBefore()),
          PlacesJson.of(row.placesAfter()));
    }
  }

  @Schema(name = "PersonOfHistory")
  record PersonJson(long id, String email, String name) {
    static PersonJson of(Person person) {
      return new PersonJson(person.id().value(), person.email(), person.name());
    }
  }

  /** Where somebody is. */
  @Schema(name = "PlacesOfHistory")
  record PlacesJson(List<Long> workspaces, List<ProjectJson> projects) {
    static PlacesJson of(Places places) {
      return new PlacesJson(
          places.workspaces(),
          places.projects().entrySet().stream()
              .map(there -> new ProjectJson(there.getKey(), there.getValue()))
              .toList());
    }

    @Schema(name = "ProjectOfHistory")
    record ProjectJson(long id, String role) {}
  }
}
