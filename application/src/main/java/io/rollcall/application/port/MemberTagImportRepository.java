package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.organization.MemberTagImport;
import io.rollcall.domain.organization.MemberTagImport.Line;
import io.rollcall.domain.organization.MemberTagImportId;
import io.rollcall.domain.organization.TagLabel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Files of tags that wait for a server process to apply them, or were applied. Each method works on
 * all lines of a file at once. Whoever applies one holds the lock on the organization ({@link
 * OrganizationRepository#lock}).
 */
public interface MemberTagImportRepository {
  /** It is due from its creation on. */
  void add(MemberTagImport created, List<Line> lines);

  /** Forgets those of the organization that ended before. */
  void forget(OrganizationId organization, Instant endedBefore);

  Optional<MemberTagImport> find(OrganizationId organization, MemberTagImportId id);

  /** The lines that gave nobody a tag, in order; their labels are not kept. */
  List<Line> skipped(OrganizationId organization, MemberTagImportId id, int most);

  /** Those of all organizations that are not over and that nobody works on; longest due first. */
  List<Due> due(Instant at);

  /**
   * Begins to work on it: nobody else does within the lease, so that a process that dies with it
   * keeps it no longer than that.
   *
   * @return nothing when it is over, or somebody works on it
   */
  Optional<MemberTagImport> claim(Due due, Instant at, Duration lease);

  /**
   * Skips the lines whose address is of nobody who belongs.
   *
   * @return how many lines are skipped, for whatever reason
   */
  int skipStrangers(OrganizationId organization, MemberTagImportId id);

  /**
   * The labels, as the file spells them first, that members are to get and that the organization
   * has no tag for. What everybody gets is among them only when there is anybody.
   */
  List<TagLabel> unknownLabels(OrganizationId organization, MemberTagImportId id);

  /**
   * Puts the tags on the members.
   *
   * @return how many were put on people who did not have them
   */
  int assign(OrganizationId organization, MemberTagImportId id);

  /**
   * Writes how it ended. The lines that were not skipped go, and the labels of the others. Changes
   * nothing when somebody has begun it anew since, or ended it.
   */
  void end(MemberTagImport ended);

  /** An import that somebody should work on. */
  record Due(OrganizationId organization, MemberTagImportId id) {}
}
