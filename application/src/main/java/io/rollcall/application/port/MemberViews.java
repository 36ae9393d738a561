package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.SourceKind;
import io.rollcall.domain.membership.WorkspaceId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads about members, straight from one SQL projection. */
public interface MemberViews {
  Page<MemberRow> members(Query query);

  /** Everybody whom the filter lets through, by id. */
  List<UserId> userIds(OrganizationId organization, Filter filter);

  Optional<MemberRow> member(OrganizationId organization, UserId user);

  /**
   * @param ordering one of {@link Ordering}
   */
  record Query(
      OrganizationId organization,
      Filter filter,
      Ordering ordering,
      boolean descending,
      Page.Request page) {}

  /**
   * Whom a question is about.
   *
   * @param search part of a name or of the address, any case; empty for everybody
   * @param roles empty for all
   * @param sources empty for all
   * @param deleted whether to list those who left instead of those who belong
   * @param excludeWorkspace leave out who is in this workspace; null to leave out nobody
   * @param excludeProject leave out who is in this project; null to leave out nobody
   * @param within only who is there; null for everywhere
   * @param only only these; null for all
   * @param except without these
   */
  record Filter(
      String search,
      Set<Role> roles,
      Set<SourceKind> sources,
      boolean deleted,
      @Nullable Long excludeWorkspace,
      @Nullable Long excludeProject,
      @Nullable Instant activeFrom,
      @Nullable Instant activeTo,
      @Nullable Within within,
      @Nullable Set<UserId> only,
      Set<UserId> except) {
    /** Everybody who belongs. */
    public static final Filter ALL =
        new Filter("", Set.of(), Set.of(), false, null, null, null, null, null, null, Set.of());

    /** Whether it tells people apart by what everybody may know of them. */
    public boolean isByName() {
      return roles.isEmpty()
          && sources.isEmpty()
          && !deleted
          && activeFrom == null
          && activeTo == null;
    }

    /** Those of them who do not have that role. */
    public Filter without(Role role) {
      var others = EnumSet.allOf(Role.class);
      if (!roles.isEmpty()) {
        others.retainAll(roles);
      }
      others.remove(role);
      return new Filter(
          search,
          others,
          sources,
          deleted,
          excludeWorkspace,
          excludeProject,
          activeFrom,
          activeTo,
          within,
          others.isEmpty() ? Set.of() : only,
          except);
    }

    public Filter searching(String text) {
      return new Filter(
          text,
          roles,
          sources,
          deleted,
          excludeWorkspace,
          excludeProject,
          activeFrom,
          activeTo,
          within,
          only,
          except);
    }

    public Filter within(Within place) {
      return new Filter(
          search,
          roles,
          sources,
          deleted,
          excludeWorkspace,
          excludeProject,
          activeFrom,
          activeTo,
          place,
          only,
          except);
    }

    /** Those of them who are not in that workspace. */
    public Filter outside(WorkspaceId workspace) {
      return new Filter(
          search,
          roles,
          sources,
          deleted,
          workspace.value(),
          excludeProject,
          activeFrom,
          activeTo,
          within,
          only,
          except);
    }

    /** Those of them who are not in that project. */
    public Filter outside(ProjectId project) {
      return new Filter(
          search,
          roles,
          sources,
          deleted,
          excludeWorkspace,
          project.value(),
          activeFrom,
          activeTo,
          within,
          only,
          except);
    }

    /** Those of them who are chosen. */
    public Filter choosing(@Nullable Set<UserId> chosen, Set<UserId> spared) {
      return new Filter(
          search,
          roles,
          sources,
          deleted,
          excludeWorkspace,
          excludeProject,
          activeFrom,
          activeTo,
          within,
          chosen,
          spared);
    }
  }

  /** Where somebody is. */
  sealed interface Within {
    record OfWorkspace(WorkspaceId workspace) implements Within {}

    /**
     * @param implicit whether to ask for those alone who are there by the workspace, or for those
     *     alone who were put there; null for both
     */
    record OfProject(ProjectId project, @Nullable Boolean implicit) implements Within {}
  }

  /** What a list can be ordered by; ties are broken by user id. */
  enum Ordering {
    /** The default, and the only order in which a deep page costs no more than the first. */
    USER_ID,
    EMAIL,
    NAME,
    ROLE,
    LAST_ACTIVITY,
    JOINED
  }

  record MemberRow(
      long id,
      long organizationId,
      long userId,
      String email,
      String username,
      String firstName,
      String lastName,
      String phone,
      Role role,
      Rule rule,
      SourceKind source,
      Instant userJoinedAt,
      Instant memberSince,
      Instant lastActivity,
      @Nullable Instant deletedAt,
      List<Titled> createdProjects) {}

  record Titled(long id, String title) {}
}
