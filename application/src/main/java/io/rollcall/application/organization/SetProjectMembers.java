package io.rollcall.application.organization;

import io.rollcall.application.port.MemberViews;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.OrganizationSlice;
import io.rollcall.domain.organization.Permission;
import io.rollcall.domain.organization.Place;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts many members into a project by hand, or takes them out, in one transaction. */
@ApplicationScoped
public class SetProjectMembers {
  private final ManagedProjects managed;
  private final MemberViews members;
  private final ManyMembers many;

  SetProjectMembers(ManagedProjects managed, MemberViews members, ManyMembers many) {
    this.managed = managed;
    this.members = members;
    this.many = many;
  }

  /**
   * @param who of those who were not put there yet, or of those who were
   * @param roles the role that some of them get there
   */
  public record Command(
      OrganizationId organization,
      UserId actor,
      ProjectId project,
      MemberViews.Filter who,
      Map<UserId, Role> roles,
      boolean joined) {}

  /**
   * @param changed how many were put there or taken out
   * @param skipped who was named and is no member
   */
  public record Outcome(int changed, List<UserId> skipped) {}

  /**
   * Whoever is no member is passed over, and so is whoever a directory keeps there without being
   * given a role. A role that cannot be given refuses the whole call, as it does for one person.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code ManualManagementOff}, {@code RoleOutOfReach}, {@code OwnerKeepsRole}, {@code
   *     KeptByDirectory}
   */
  @Transactional
  public Outcome execute(Command command) {
    var project = command.project();
    var opened = managed.open(command.organization(), command.actor(), project);
    var slice = opened.slice();
    slice.places().requireManualProjects();
    var permissions = slice.organization().permissions();
    if (command.joined()
        && !command.who().isByName()
        && !permissions.allow(Permission.VIEW_ORGANIZATION_PAGE, opened.actor())) {
      throw new Violation.NotPermitted(Permission.VIEW_ORGANIZATION_PAGE.key()).refused();
    }
    var roles = new HashMap<UserId, ProjectRole>();
    command.roles().forEach((user, role) -> roles.put(user, SetProjectRole.projectRole(role)));
    var chosen = members.userIds(command.organization(), among(command));
    int changed =
        many.decide(
            command.organization(),
            chosen,
            opened.occasion(),
            (some, user) -> decide(command, opened, some, user, roles.get(user)));
    return new Outcome(changed, skipped(command));
  }

  private static MemberViews.Filter among(Command command) {
    if (command.joined()) { // whoever is named may be there by the workspace
      return command.who().only() == null
          ? command.who().outside(command.project())
          : command.who();
    }
    return command.who().within(new MemberViews.Within.OfProject(command.project(), false));
  }

  private static boolean decide(
      Command command,
      ManagedProjects.Opened opened,
      OrganizationSlice slice,
      UserId user,
      @Nullable ProjectRole role) {
    var actor = command.actor();
    var project = command.project();
    if (role == null || !command.joined()) {
      return !slice.places().isKept(user, new Place.OfProject(project))
          && slice.places().setProjectMember(actor, user, project, command.joined());
    }
    slice.member(user).ifPresent(opened::requireReach);
    return slice.places().setProjectRole(actor, user, project, role);
  }

  private List<UserId> skipped(Command command) {
    var named = command.who().only();
    if (named == null) {
      return List.of();
    }
    var known =
        Set.copyOf(
            members.userIds(
                command.organization(), MemberViews.Filter.ALL.choosing(named, Set.of())));
    return named.stream().filter(user -> !known.contains(user)).sorted().toList();
  }
}
