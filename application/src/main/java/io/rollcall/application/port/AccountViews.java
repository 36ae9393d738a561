package io.rollcall.application.port;

import io.rollcall.application.port.OrganizationRepository.Acting;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads about a person, across organizations. */
public interface AccountViews {
  /**
   * @param only the organization to which what is shown is restricted; null for all
   */
  Optional<Account> account(UserId user, @Nullable OrganizationId only);

  /** The same, with what the person stands for where they work; in one round trip. */
  Optional<AtWork> atWork(UserId user, @Nullable OrganizationId only, OrganizationId active);

  /** The organizations the person belongs to (deleted memberships are not), by title. */
  List<OrganizationRow> organizations(UserId user, @Nullable OrganizationId only);

  /**
   * @param hotkeys a JSON object
   */
  record Account(
      long id,
      String email,
      String username,
      String firstName,
      String lastName,
      String phone,
      Instant joinedAt,
      Instant lastActivity,
      String hotkeys,
      List<MembershipRow> memberships) {}

  /**
   * Somebody at work in an organization.
   *
   * @param acting null when they are not (or no longer) a member of it
   */
  record AtWork(Account account, @Nullable Acting acting) {}

  /**
   * One of the person's memberships.
   *
   * @param moreOrganizations whether the organization's plan lets its owner found others
   */
  record MembershipRow(
      long organizationId, String title, Role role, boolean owner, boolean moreOrganizations) {}

  /** An organization as lists show it. */
  record OrganizationRow(long id, String title, @Nullable String contactInfo, Instant createdAt) {}
}
