package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.SourceKind;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.MemberTagId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads about members, straight from one SQL projection. */
public interface MemberViews {
  Page<MemberRow> members(Query query);

  /**
   * The same, with what the reader stands for; nothing when they are not (or no longer) a member.
   */
  Optional<Seen<Page<MemberRow>>> members(UserId reader, Query query);

  /** One page without the number of all, which a file of many pages need not count for each. */
  Optional<Seen<List<MemberRow>>> rows(UserId reader, Query query);

  /** Everybody whom the filter lets through, by id. */
  List<UserId> userIds(OrganizationId organization, Filter filter);

  /** One member, also one who left. */
  Optional<MemberRow> member(OrganizationId organization, UserId user);

  /**
   * The same, with what the reader stands for; nothing when they are not (or no longer) a member.
   */
  Optional<Seen<Optional<MemberRow>>> member(
      OrganizationId organization, UserId reader, UserId user);

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
   * What somebody is like.
   *
   * @param search part of a name or of the address, any case; empty for everybody
   * @param roles empty for all
   * @param sources empty for all
   * @param deleted whether to list those who left instead of those who belong
   * @param tags only who has one of these; empty for all
   */
  record Traits(
      String search,
      Set<Role> roles,
      Set<SourceKind> sources,
      boolean deleted,
      @Nullable Instant activeFrom,
      @Nullable Instant activeTo,
      Set<MemberTagId> tags) {
    /** Those of anybody who belongs. */
    public static final Traits ANY = named("");

    public static Traits named(String text) {
      return new Traits(text, Set.of(), Set.of(), false, null, null, Set.of());
    }
  }

  /**
   * Whom a question is about.
   *
   * @param excludeWorkspace leave out who is in this workspace; null to leave out nobody
   * @param excludeProject leave out who is in this project; null to leave out nobody
   * @param within only who is there; null for everywhere
   * @param only only these; null for all
   * @param except without these
   */
  record Filter(
      Traits traits,
      @Nullable Long excludeWorkspace,
      @Nullable Long excludeProject,
      @Nullable Within within,
      @Nullable Set<UserId> only,
      Set<UserId> except) {
    /** Everybody who belongs. */
    public static final Filter ALL = of(Traits.ANY);

    public static Filter of(Traits traits) {
      return new Filter(traits, null, null, null, null, Set.of());
    }

    /** Whether it tells people apart by what everybody may know of them. */
    public boolean isByName() {
      return traits.equals(Traits.named(traits.search()));
    }

    /** Those of them who do not have that role. */
    public Filter without(Role role) {
      var others = EnumSet.allOf(Role.class);
      if (!traits.roles().isEmpty()) {
        others.retainAll(traits.roles());
      }
      others.remove(role);
      if (others.isEmpty()) {
        return choosing(Set.of(), except);
      }
      var wanted =
          new Traits(
              traits.search(),
              others,
              traits.sources(),
              traits.deleted(),
              traits.activeFrom(),
              traits.activeTo(),
              traits.tags());
      return new Filter(wanted, excludeWorkspace, excludeProject, within, only, except);
    }

    public Filter within(Within place) {
      return new Filter(traits, excludeWorkspace, excludeProject, place, only, except);
    }

    /** Those of them who are not in that workspace. */
    public Filter outside(WorkspaceId workspace) {
      return new Filter(traits, workspace.value(), excludeProject, within, only, except);
    }

    /** Those of them who are not in that project. */
    public Filter outside(ProjectId project) {
      return new Filter(traits, excludeWorkspace, project.value(), within, only, except);
    }

    /**
     * Those of them who are chosen.
     *
     * @param chosen null for all
     */
    public Filter choosing(@Nullable Set<UserId> chosen, Set<UserId> spared) {
      return new Filter(traits, excludeWorkspace, excludeProject, within, chosen, spared);
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

  /**
   * @param tags by id
   */
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
      List<Titled> createdProjects,
      List<Titled> tags) {

    /** The same person as another member. */
    public MemberRow as(Role role, Rule rule, SourceKind source, @Nullable Instant deletedAt) {
      return new MemberRow(
          id,
          organizationId,
          userId,
          email,
          username,
          firstName,
          lastName,
          phone,
          role,
          rule,
          source,
          userJoinedAt,
          memberSince,
          lastActivity,
          deletedAt,
          createdProjects,
          tags);
    }
  }

  record Titled(long id, String title) {}
}
