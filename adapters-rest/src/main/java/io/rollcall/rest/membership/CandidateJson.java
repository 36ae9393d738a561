package io.rollcall.rest.membership;

import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.membership.Explanation.Fact;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.GroupRef;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.SourceKind;
import io.rollcall.domain.membership.Suspension;
import io.rollcall.domain.membership.Target;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One fact and what became of it.
 *
 * @param kind grant or suspension
 * @param source null for the lack of a free seat, which nobody gave
 * @param since null for what is no recorded fact: ownership, or that nothing was granted
 */
@Schema(name = "ExplanationCandidate")
record CandidateJson(
    @Schema(enumeration = {"grant", "suspension"}) String kind,
    @Schema(nullable = true) @Nullable String source,
    TargetJson target,
    @Schema(nullable = true) @Nullable GroupJson group,
    @Schema(nullable = true) @Nullable Long provider,
    @Schema(nullable = true) @Nullable Long mapping,
    @Schema(nullable = true) @Nullable RecorderJson recordedBy,
    @Schema(nullable = true) @Nullable Instant since,
    @Schema(nullable = true) @Nullable Instant until,
    @Schema(enumeration = {"applied", "outranked", "suspended", "ignored"}) String outcome,
    @Schema(nullable = true) @Nullable String rule) {

  /**
   * @param type organization_role, workspace or project_role
   * @param role a role code, or the title of a project role
   */
  @Schema(name = "ExplanationTarget")
  record TargetJson(
      @Schema(enumeration = {"organization_role", "workspace", "project_role"}) String type,
      @Schema(nullable = true) @Nullable String role,
      @Schema(nullable = true) @Nullable Long workspace,
      @Schema(nullable = true) @Nullable Long project) {

    static TargetJson of(Role role) {
      return new TargetJson("organization_role", role.code(), null, null);
    }

    static TargetJson of(Target target) {
      return switch (target) {
        case Target.OrganizationRole to -> of(to.role());
        case Target.Workspace to -> new TargetJson("workspace", null, to.workspace().value(), null);
        case Target.Project to ->
            new TargetJson("project_role", to.role().title(), null, to.project().value());
      };
    }
  }

  /**
   * @param path from the group that lists the person to the mapped one
   */
  @Schema(name = "ExplanationGroup")
  record GroupJson(String id, String name, List<String> path) {
    static GroupJson of(GroupRef group) {
      return new GroupJson(group.id(), group.name(), group.path());
    }
  }

  /**
   * @param type user, login, sync, invitation or system
   */
  @Schema(name = "ExplanationRecorder")
  record RecorderJson(String type, @Schema(nullable = true) @Nullable Long id) {
    static RecorderJson of(Recorder recorder) {
      return switch (recorder) {
        case Recorder.ByUser by -> new RecorderJson("user", by.user().value());
        case Recorder.ByLogin by -> new RecorderJson("login", by.provider().value());
        case Recorder.BySync by -> new RecorderJson("sync", by.run().value());
        case Recorder.ByInvitation by -> new RecorderJson("invitation", by.invitation().value());
        case Recorder.BySystem ignored -> new RecorderJson("system", null);
      };
    }
  }

  static CandidateJson of(Fact fact, String outcome, @Nullable String rule) {
    return switch (fact) {
      case Fact.OfGrant of -> of(of.grant(), outcome, rule);
      case Fact.OfSuspension of -> of(of.suspension(), outcome, rule);
      case Fact.LastGroupLost of -> ofLoss(of.lost(), outcome, rule);
      case Fact.Ownership ignored ->
          standing("grant", SourceKind.OWNER.code(), Role.OWNER, outcome, rule);
      case Fact.NothingGranted ignored ->
          standing("grant", SourceKind.DEFAULT.code(), Role.NOT_ACTIVATED, outcome, rule);
      case Fact.NoSeatFree ignored ->
          standing("suspension", null, Role.NOT_ACTIVATED, outcome, rule);
    };
  }

  private static CandidateJson of(Grant grant, String outcome, @Nullable String rule) {
    var by = Origin.of(grant.source());
    return new CandidateJson(
        "grant",
        SourceKind.of(grant.source()).code(),
        TargetJson.of(grant.target()),
        by.group(),
        by.provider(),
        by.mapping(),
        RecorderJson.of(grant.recordedBy()),
        grant.since(),
        grant.until(),
        outcome,
        rule);
  }

  private static CandidateJson of(Suspension suspension, String outcome, @Nullable String rule) {
    var by = Origin.of(suspension.cause());
    return new CandidateJson(
        "suspension",
        SourceKind.of(suspension.cause()).code(),
        TargetJson.of(Role.DEACTIVATED),
        by.group(),
        by.provider(),
        by.mapping(),
        RecorderJson.of(suspension.recordedBy()),
        suspension.since(),
        suspension.until(),
        outcome,
        rule);
  }

  /** Since the last mapped group was lost; by which group tells the grant. */
  private static CandidateJson ofLoss(Grant lost, String outcome, @Nullable String rule) {
    var by = Origin.of(lost.source());
    return new CandidateJson(
        "suspension",
        SourceKind.of(lost.source()).code(),
        TargetJson.of(Role.DEACTIVATED),
        by.group(),
        by.provider(),
        by.mapping(),
        null,
        lost.until(),
        null,
        outcome,
        rule);
  }

  private static CandidateJson standing(
      String kind, @Nullable String source, Role role, String outcome, @Nullable String rule) {
    return new CandidateJson(
        kind, source, TargetJson.of(role), null, null, null, null, null, null, outcome, rule);
  }

  /** Which provider, mapping and group; nothing for what people gave. */
  private record Origin(
      @Nullable Long provider, @Nullable Long mapping, @Nullable GroupJson group) {
    private static final Origin PEOPLE = new Origin(null, null, null);

    static Origin of(Source source) {
      return switch (source) {
        case Source.Provider by -> mapped(by.provider(), by.mapping(), by.group());
        case Source.Administrator ignored -> PEOPLE;
        case Source.Invited ignored -> PEOPLE;
        case Source.DefaultRole ignored -> PEOPLE;
      };
    }

    static Origin of(Suspension.Cause cause) {
      return switch (cause) {
        case Suspension.Cause.InGroup by -> mapped(by.provider(), by.mapping(), by.group());
        case Suspension.Cause.Disabled by -> new Origin(by.provider().value(), null, null);
        case Suspension.Cause.Gone by -> new Origin(by.provider().value(), null, null);
        case Suspension.Cause.ByAdministrator ignored -> PEOPLE;
      };
    }

    private static Origin mapped(ProviderId provider, MappingId mapping, GroupRef group) {
      return new Origin(provider.value(), mapping.value(), GroupJson.of(group));
    }
  }
}
