package io.rollcall.persistence;

import io.rollcall.application.port.SyncStaging.Planned;
import io.rollcall.domain.membership.EffectiveAccess;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.GrantId;
import io.rollcall.domain.membership.GroupRef;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.MembershipChange;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Suspension.Cause;
import io.rollcall.domain.membership.SuspensionId;
import io.rollcall.domain.membership.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One planned change as a row of {@code staged_plan}: what to add, what to end, and the access
 * before and after.
 */
final class PlanRow {
  private static final int NO_REF = -1;
  private static final long NO_MAPPING = 0;

  private final Planned planned;
  private final Map<GroupRef, Integer> refs;
  private final MembershipChange difference;

  /**
   * @param refs the number of each group, by identity
   */
  PlanRow(Planned planned, Map<GroupRef, Integer> refs) {
    this.planned = planned;
    this.refs = refs;
    var change = planned.change();
    // The occasion is the plan's application, which is still to come.
    this.difference =
        new MembershipChange(
            change.before(),
            change.after(),
            change.kind().transition(),
            new Occasion(Instant.EPOCH, new Recorder.BySystem()),
            change.because());
  }

  /**
   * @param position of the change in the plan
   */
  void write(CopyRows rows, long position) {
    var before = planned.change().before();
    var after = planned.change().after();
    boolean returned = before != null && before.isDeleted();
    rows.add(position)
        .add(planned.ordinal())
        .add(planned.change().kind().code())
        .add(after.user().value())
        .add(before == null)
        .add(before == null)
        .add(after.id().value())
        .add(after.version())
        .add(planned.ordinal() >= 0)
        .add(before == null || returned ? null : before.role().code())
        .add(after.entitled().role().code())
        .add(after.entitled().rule().code())
        .add(after.entitled().source().code())
        .add(after.entitled().role().occupiesSeat());
    writeAccess(rows, before, after, returned);
    var added = difference.grantsAdded();
    rows.add(returned).add(defaultGrant(added));
    writeGrants(rows, added);
    writeSuspensions(rows);
    rows.add(planned.change().because()).end();
  }

  private static void writeAccess(
      CopyRows rows, @Nullable Membership before, Membership after, boolean returned) {
    var had = before == null || returned ? EffectiveAccess.NONE : before.entitled();
    rows.addNumbers(sorted(had.workspaces()), WorkspaceId::value)
        .addNumbers(sorted(after.entitled().workspaces()), WorkspaceId::value);
    writeProjects(rows, had);
    writeProjects(rows, after.entitled());
  }

  private static Collection<WorkspaceId> sorted(Set<WorkspaceId> workspaces) {
    return workspaces.size() < 2
        ? workspaces
        : workspaces.stream().sorted(Comparator.comparing(WorkspaceId::value)).toList();
  }

  private static void writeProjects(CopyRows rows, EffectiveAccess access) {
    if (access.projects().isEmpty()) {
      rows.addTexts(List.of()).addTexts(List.of());
      return;
    }
    var projects = new TreeMap<ProjectId, ProjectRole>(access.projects());
    rows.addNumbers(projects.keySet(), ProjectId::value)
        .addTexts(projects.values().stream().map(ProjectRole::title).toList());
  }

  private static @Nullable Long defaultGrant(List<Grant> added) {
    for (var grant : added) {
      if (grant.source() instanceof Source.DefaultRole) {
        return grant.id().value();
      }
    }
    return null;
  }

  private void writeGrants(CopyRows rows, List<Grant> added) {
    var ids = new ArrayList<GrantId>(added.size());
    var mappings = new ArrayList<MappingId>(added.size());
    var groups = new ArrayList<Integer>(added.size());
    for (var grant : added) {
      if (grant.source() instanceof Source.Provider by) {
        ids.add(grant.id());
        mappings.add(by.mapping());
        groups.add(ref(by.group()));
      }
    }
    rows.addNumbers(ids, GrantId::value)
        .addNumbers(mappings, MappingId::value)
        .addNumbers(groups, Integer::intValue)
        .addNumbers(difference.grantsEnded(), grant -> grant.id().value());
  }

  private void writeSuspensions(CopyRows rows) {
    var ids = new ArrayList<SuspensionId>();
    var causes = new ArrayList<String>();
    var mappings = new ArrayList<Long>();
    var groups = new ArrayList<Integer>();
    for (var suspension : difference.suspensionsAdded()) {
      ids.add(suspension.id());
      causes.add(SuspensionRows.causeCode(suspension.cause()));
      if (suspension.cause() instanceof Cause.InGroup in) {
        mappings.add(in.mapping().value());
        groups.add(ref(in.group()));
      } else {
        mappings.add(NO_MAPPING);
        groups.add(NO_REF);
      }
    }
    rows.addNumbers(ids, SuspensionId::value)
        .addTexts(causes)
        .addNumbers(mappings, Long::longValue)
        .addNumbers(groups, Integer::intValue)
        .addNumbers(difference.suspensionsEnded(), suspension -> suspension.id().value());
  }

  private int ref(GroupRef group) {
    var ref = refs.get(group);
    if (ref == null) {
      throw new IllegalStateException(
          "a plan speaks of a group that was not resolved: " + group.name());
    }
    return ref;
  }
}
