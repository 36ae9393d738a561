package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.organization.MemberTag;
import io.rollcall.domain.organization.MemberTagId;
import io.rollcall.domain.organization.TagLabel;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tags of an organization, and who has them. Whoever changes them holds the lock on the
 * organization ({@link OrganizationRepository#lock}). Who left keeps theirs.
 */
public interface MemberTagRepository {
  /**
   * Adds those whose label the organization does not have yet; of several with the same label, the
   * first.
   *
   * @return which
   */
  Set<MemberTagId> add(OrganizationId organization, Collection<MemberTag> tags);

  Optional<MemberTag> find(OrganizationId organization, MemberTagId tag);

  /** The tag whose label has the same key. */
  Optional<MemberTag> findByLabel(OrganizationId organization, TagLabel label);

  /** Replaces the label. */
  void save(MemberTag tag);

  /** Takes tags away, and from everybody who has them. */
  void remove(OrganizationId organization, Collection<MemberTagId> tags);

  /** Those of the tags that exist in the organization, by id. */
  List<MemberTag> find(OrganizationId organization, Collection<MemberTagId> tags);

  /**
   * Puts tags on everybody whom the filter lets through, in one statement however many they are.
   *
   * @param only whether they lose all other tags
   * @return how many tags were put on people who did not have them
   */
  int assign(
      OrganizationId organization,
      MemberViews.Filter who,
      Collection<MemberTagId> tags,
      boolean only);

  /** Tags with how many members have them. */
  Page<TagRow> tags(Query query);

  Optional<TagRow> tag(OrganizationId organization, MemberTagId tag);

  /**
   * @param search part of the label, any case; empty for all
   */
  record Query(
      OrganizationId organization,
      String search,
      Ordering ordering,
      boolean descending,
      Page.Request page) {}

  /** What a list can be ordered by; ties are broken by id. */
  enum Ordering {
    ID,
    LABEL,
    CREATED,
    MEMBERS
  }

  /**
   * @param members how many who belong have it
   */
  record TagRow(MemberTag tag, ProjectViews.Person creator, int members) {}
}
