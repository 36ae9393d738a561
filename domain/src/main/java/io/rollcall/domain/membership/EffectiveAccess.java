package io.rollcall.domain.membership;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the facts about one member add up to. Pure: the order of the facts never matters.
 *
 * @param role the role the member is entitled to; whether they hold a seat for it is a separate
 *     fact
 * @param rule the line that gave it
 * @param source the kind of source behind it
 * @param workspaces the workspaces joined, by any source; they stay joined while the member is
 *     suspended
 * @param projects the most elevated project role of each project joined explicitly
 */
public record EffectiveAccess(
    Role role,
    Rule rule,
    SourceKind source,
    Set<WorkspaceId> workspaces,
    Map<ProjectId, ProjectRole> projects) {

  /** Somebody of whom nothing is known. */
  public static final EffectiveAccess NONE =
      new EffectiveAccess(Role.NOT_ACTIVATED, Rule.DEFAULT, SourceKind.DEFAULT, Set.of(), Map.of());

  public EffectiveAccess {
    workspaces = Set.copyOf(workspaces);
    projects = Map.copyOf(projects);
  }

  public static EffectiveAccess of(AccessFacts facts, AccessPolicy policy) {
    var decision = Decision.of(facts, policy);
    return new EffectiveAccess(
        decision.role(),
        decision.rule(),
        decision.source(),
        workspaces(facts, policy),
        projects(facts, policy, decision.role()));
  }

  private static Set<WorkspaceId> workspaces(AccessFacts facts, AccessPolicy policy) {
    Set<WorkspaceId> joined = null;
    for (var grant : facts.grants()) {
      if (grant.target() instanceof Target.Workspace target && counts(grant, policy)) {
        if (joined == null) {
          joined = new HashSet<>();
        }
        joined.add(target.workspace());
      }
    }
    return joined == null ? Collections.emptySet() : joined;
  }

  /** As {@code role} would have them: what is most elevated depends on what Inherit comes to. */
  static Map<ProjectId, ProjectRole> projects(AccessFacts facts, AccessPolicy policy, Role role) {
    Map<ProjectId, ProjectRole> joined = null;
    for (var grant : facts.grants()) {
      if (grant.target() instanceof Target.Project target && counts(grant, policy)) {
        if (joined == null) {
          joined = new HashMap<>();
        }
        joined.merge(target.project(), target.role(), (a, b) -> mostElevated(a, b, role));
      }
    }
    return joined == null ? Collections.emptyMap() : joined;
  }

  static ProjectRole mostElevated(ProjectRole a, ProjectRole b, Role organizationRole) {
    int difference =
        a.within(organizationRole).elevation() - b.within(organizationRole).elevation();
    if (difference == 0) {
      return a.compareTo(b) >= 0
          ? a
          : b; // the same access; an explicit role says more than Inherit
    }
    return difference > 0 ? a : b;
  }

  private static boolean counts(Grant grant, AccessPolicy policy) {
    return grant.isActive() && policy.counts(grant.source(), grant.target());
  }
}
