package io.rollcall.domain.organization;

import static io.rollcall.domain.organization.Permission.MANAGE_ALL_WORKSPACES;
import static io.rollcall.domain.organization.Permission.VIEW_ALL_PROJECTS;

import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.RuleViolated;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Act.Verb;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What somebody wants to do something to. Decides by asking what the use cases ask: the
 * permissions, the workspace, the project. Nothing here is a rule of its own.
 */
public sealed interface Matter {
  record OfOrganization() implements Matter {
    @Override
    public void require(Verb verb, Standing member, Permissions permissions) {
      permissions.require(
          verb == Verb.VIEW ? Permission.BE_MEMBER : Permission.OWN_ORGANIZATION, member);
    }

    @Override
    public void require(Permission permission, Standing member, Permissions permissions) {
      permissions.require(permission, member);
    }

    @Override
    public Map<Permission, Verb> verbs() {
      return Map.of();
    }

    @Override
    public Set<Permission> permissions() {
      return EnumSet.allOf(Permission.class);
    }
  }

  record OfWorkspace(Workspace workspace) implements Matter {
    @Override
    public void require(Verb verb, Standing member, Permissions permissions) {
      switch (verb) {
        case VIEW -> workspace.requireVisibleTo(member, permissions);
        case MANAGE, DELETE -> workspace.requireManageableBy(member, permissions);
      }
    }

    @Override
    public void require(Permission permission, Standing member, Permissions permissions) {
      workspace.requireVisibleTo(member, permissions);
      permissions.require(permission, member);
    }

    @Override
    public Map<Permission, Verb> verbs() {
      return Map.of(
          Permission.VIEW_WORKSPACES, Verb.VIEW, Permission.MANAGE_JOINED_WORKSPACES, Verb.MANAGE);
    }

    @Override
    public Set<Permission> permissions() {
      return EnumSet.of(MANAGE_ALL_WORKSPACES);
    }
  }

  /** With the role that the member has there. */
  record OfProject(Project project) implements Matter {
    @Override
    public void require(Verb verb, Standing member, Permissions permissions) {
      switch (verb) {
        case VIEW -> project.requireVisibleTo(member);
        case MANAGE -> project.requireManageableBy(member);
        case DELETE -> project.requireDeletableBy(member, permissions);
      }
    }

    @Override
    public void require(Permission permission, Standing member, Permissions permissions) {
      project.requireThere(permission, member, permissions);
    }

    @Override
    public Map<Permission, Verb> verbs() {
      return Map.of(
          Permission.VIEW_PROJECTS,
          Verb.VIEW,
          Permission.MANAGE_JOINED_PROJECTS,
          Verb.MANAGE,
          Permission.DELETE_PROJECT,
          Verb.DELETE);
    }

    @Override
    public Set<Permission> permissions() {
      var there = EnumSet.of(VIEW_ALL_PROJECTS);
      Arrays.stream(Permission.values())
          .filter(permission -> permission.group().equals(Permission.PROJECTS))
          .forEach(there::add);
      return there;
    }

    @Override
    public Role roleOf(Standing member) {
      return project.roleOf(member).orElse(member.role());
    }
  }

  /**
   * The membership of somebody.
   *
   * @param owner whether it is the owner's
   */
  record OfMember(UserId user, boolean owner) implements Matter {
    @Override
    public void require(Verb verb, Standing member, Permissions permissions) {
      switch (verb) {
        case VIEW -> permissions.require(Permission.VIEW_ORGANIZATION_PAGE, member);
        case MANAGE -> requireManageableBy(member, permissions);
        case DELETE -> {
          permissions.require(Permission.MANAGE_MEMBERS, member);
          if (member.user().equals(user)) {
            throw new Violation.ActsOnOneself().refused();
          }
          requireManageableBy(member, permissions);
        }
      }
    }

    /** The owner's role moves only by a transfer. */
    private void requireManageableBy(Standing member, Permissions permissions) {
      permissions.require(Permission.MANAGE_MEMBERS, member);
      if (owner) {
        throw new Violation.OwnerKeepsRole().refused();
      }
    }

    @Override
    public void require(Permission permission, Standing member, Permissions permissions) {
      permissions.require(permission, member);
    }

    @Override
    public Map<Permission, Verb> verbs() {
      return Map.of(
          Permission.VIEW_ORGANIZATION_PAGE, Verb.VIEW, Permission.MANAGE_MEMBERS, Verb.MANAGE);
    }

    @Override
    public Set<Permission> permissions() {
      return EnumSet.noneOf(Permission.class);
    }
  }

  /** Refuses unless the member may. */
  void require(Verb verb, Standing member, Permissions permissions);

  /** Refuses unless the member has one of {@link #permissions} there. */
  void require(Permission permission, Standing member, Permissions permissions);

  /** The permissions that come to a verb where they are about one such thing. */
  Map<Permission, Verb> verbs();

  /** The other permissions that are about such a thing. */
  Set<Permission> permissions();

  /** The role that counts there. */
  default Role roleOf(Standing member) {
    return member.role();
  }

  /**
   * Refuses unless the member may.
   *
   * @throws RuleViolated with {@code NotPermitted}, {@code NotFound} for what the member does not
   *     see and for an act that is not about such a thing, or the refusal of the rule that stands
   *     against it
   */
  default void require(Act act, Standing member, Permissions permissions) {
    switch (act) {
      case Verb verb -> require(verb, member, permissions);
      case Act.Permitted by -> {
        var verb = verbs().get(by.permission());
        if (verb != null) {
          require(verb, member, permissions);
        } else if (permissions().contains(by.permission())) {
          require(by.permission(), member, permissions);
        } else {
          throw new Violation.NotFound("action").refused();
        }
      }
    }
  }

  /** Decides, and says why. */
  default Ruling decide(Act act, Standing member, Permissions permissions) {
    try {
      require(act, member, permissions);
      return new Ruling(null, roleOf(member));
    } catch (RuleViolated refused) {
      return new Ruling(refused.violation(), roleOf(member));
    }
  }

  /** Everything that the member may do to it. */
  default List<Act> acts(Standing member, Permissions permissions) {
    return Act.all().stream().filter(act -> decide(act, member, permissions).allowed()).toList();
  }
}
