package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.SourceKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads about members, straight from one SQL projection. */
public interface MemberViews {
  Page<MemberRow> members(Query query);

  Optional<MemberRow> member(OrganizationId organization, UserId user);

  /**
   * @param search part of a name or of the address, any case; empty for everybody
   * @param roles empty for all
   * @param sources empty for all
   * @param deleted whether to list those who left instead of those who belong
   * @param excludeWorkspace leave out who is in this workspace; null to leave out nobody
   * @param excludeProject leave out who is in this project; null to leave out nobody
   * @param ordering one of {@link Ordering}
   */
  record Query(
      OrganizationId organization,
      String search,
      Set<Role> roles,
      Set<SourceKind> sources,
      boolean deleted,
      @Nullable Long excludeWorkspace,
      @Nullable Long excludeProject,
      @Nullable Instant activeFrom,
      @Nullable Instant activeTo,
      Ordering ordering,
      boolean descending,
      Page.Request page) {}

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
