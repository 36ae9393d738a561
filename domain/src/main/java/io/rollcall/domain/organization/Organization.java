package io.rollcall.domain.organization;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessPolicy;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The boundary of all access. Exactly one owner.
 *
 * @param title 1 to {@value #MAX_TITLE} characters
 * @param defaultRole what everybody gets at joining
 * @param version grows with every change of these fields
 */
public record Organization(
    OrganizationId id,
    String title,
    @Nullable String contactInfo,
    UserId owner,
    Role defaultRole,
    AccessPolicy policy,
    Permissions permissions,
    Plan plan,
    Instant createdAt,
    long version) {
  public static final int MAX_TITLE = 1000;

  /** The title as it is kept: trimmed. Refused when empty or too long. */
  public static String checkedTitle(String title) {
    var clean = title.strip();
    if (clean.isEmpty()) {
      throw Violation.Invalid.field("title", "This field may not be blank.").refused();
    }
    if (clean.length() > MAX_TITLE) {
      throw Violation.Invalid.field(
              "title", "Ensure this field has no more than %d characters.".formatted(MAX_TITLE))
          .refused();
    }
    return clean;
  }

  public Organization withTitle(String changed) {
    return new Organization(
        id,
        checkedTitle(changed),
        contactInfo,
        owner,
        defaultRole,
        policy,
        permissions,
        plan,
        createdAt,
        version);
  }

  public Organization withContactInfo(@Nullable String changed) {
    return new Organization(
        id, title, changed, owner, defaultRole, policy, permissions, plan, createdAt, version);
  }

  public Organization withDefaultRole(Role changed) {
    if (!changed.isJoinable()) {
      throw Violation.Invalid.field(
              "default_role", "One of NO, AN, RE, MA, not %s.".formatted(changed.code()))
          .refused();
    }
    return new Organization(
        id, title, contactInfo, owner, changed, policy, permissions, plan, createdAt, version);
  }

  public Organization withPolicy(AccessPolicy changed) {
    return new Organization(
        id, title, contactInfo, owner, defaultRole, changed, permissions, plan, createdAt, version);
  }

  public Organization withPermissions(Permissions changed) {
    return new Organization(
        id, title, contactInfo, owner, defaultRole, policy, changed, plan, createdAt, version);
  }

  public Organization withPlan(Plan changed) {
    return new Organization(
        id,
        title,
        contactInfo,
        owner,
        defaultRole,
        policy,
        permissions,
        changed,
        createdAt,
        version);
  }

  Organization withOwner(UserId changed) {
    return new Organization(
        id,
        title,
        contactInfo,
        changed,
        defaultRole,
        policy,
        permissions,
        plan,
        createdAt,
        version);
  }
}
