package io.rollcall.application.organization;

import io.rollcall.application.port.MemberTagRepository;
import io.rollcall.application.port.MemberTagRepository.TagRow;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.OrganizationRepository.Acting;
import io.rollcall.application.port.Page;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.MemberTagId;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Tags, with who made them and how many have them. */
@ApplicationScoped
public class ReadMemberTags {
  private final OrganizationRepository organizations;
  private final MemberTagRepository tags;

  ReadMemberTags(OrganizationRepository organizations, MemberTagRepository tags) {
    this.organizations = organizations;
    this.tags = tags;
  }

  @Transactional
  public Page<TagRow> list(UserId reader, MemberTagRepository.Query query) {
    acting(query.organization(), reader).require(Permission.VIEW_ORGANIZATION_PAGE);
    return tags.tags(query);
  }

  @Transactional
  public TagRow one(OrganizationId organization, UserId reader, MemberTagId id) {
    var acting = acting(organization, reader);
    var tag =
        tags.tag(organization, id)
            .orElseThrow(() -> new Violation.NotFound("member tag").refused());
    acting.require(Permission.VIEW_ORGANIZATION_PAGE);
    return tag;
  }

  private Acting acting(OrganizationId organization, UserId reader) {
    return organizations
        .acting(organization, reader)
        .orElseThrow(() -> new Violation.NotFound("organization").refused());
  }
}
