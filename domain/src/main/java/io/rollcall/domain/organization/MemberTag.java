package io.rollcall.domain.organization;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import java.time.Instant;

/**
 * A label that administrators put on members. It says nothing about what they may do.
 *
 * @param label unlike all others of the organization
 */
public record MemberTag(
    MemberTagId id,
    OrganizationId organization,
    TagLabel label,
    UserId createdBy,
    Instant createdAt,
    Instant updatedAt) {

  public MemberTag relabelled(TagLabel other, Instant at) {
    return new MemberTag(id, organization, other, createdBy, createdAt, at);
  }
}
