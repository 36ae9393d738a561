package io.rollcall.application.organization;

import io.rollcall.application.port.MemberTagRepository;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.MemberTag;
import io.rollcall.domain.organization.MemberTagId;
import io.rollcall.domain.organization.OrganizationSlice;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/** Opens the tags of an organization to who may change them, and locks the organization. */
@ApplicationScoped
class ManagedTags {
  private final OrganizationRepository organizations;
  private final MemberTagRepository tags;
  private final InstantSource clock;

  ManagedTags(OrganizationRepository organizations, MemberTagRepository tags, InstantSource clock) {
    this.organizations = organizations;
    this.tags = tags;
    this.clock = clock;
  }

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  void open(OrganizationId organization, UserId actor) {
    lock(organization, actor).require(actor, Permission.MANAGE_MEMBERS);
  }

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  MemberTag open(OrganizationId organization, UserId actor, MemberTagId id) {
    var slice = lock(organization, actor);
    var tag =
        tags.find(organization, id)
            .orElseThrow(() -> new Violation.NotFound("member tag").refused());
    slice.require(actor, Permission.MANAGE_MEMBERS);
    return tag;
  }

  private OrganizationSlice lock(OrganizationId organization, UserId actor) {
    var slice =
        organizations.lock(
            organization,
            List.of(actor),
            new Occasion(clock.instant(), new Recorder.ByUser(actor)));
    slice.actor(actor);
    return slice;
  }
}
