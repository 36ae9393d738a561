package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.organization.Deletion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Organizations that their owners deleted. For every other port they do not exist. Every method
 * works inside the caller's transaction.
 */
public interface DeletedOrganizationRepository {
  /**
   * Deletes an organization that the caller has locked. Sessions bound to it, legacy keys and
   * tokens for it end for good, no session works in it any more, and runs of its directories that
   * are under way have failed with {@code organization-deleted}. Everything else stays for {@link
   * #restore}.
   */
  void add(Deletion deletion);

  /**
   * The deletion, locked until the end of the transaction; nothing when the organization is not
   * deleted, or gone.
   */
  Optional<Deletion> lock(OrganizationId organization);

  /** From here on the organization exists again, in this transaction already. */
  void restore(OrganizationId organization);

  /** Who still belongs to it although their account was erased; on one that was restored. */
  List<UserId> erasedMembers(OrganizationId organization);

  /** Those that are to be purged now: their time is up, or their purge has begun already. */
  List<OrganizationId> due(Instant now);

  /** It can no longer be restored, and is due. */
  void beginPurge(OrganizationId organization);

  /**
   * Removes some of what is left of an organization whose purge has begun; the organization itself
   * at last.
   *
   * @param most how many rows at most
   * @return nothing when there is nothing left to do here: it is gone, its purge has not begun, or
   *     another process is removing some at this moment
   */
  Optional<Purged> purge(OrganizationId organization, int most);

  /**
   * @param forsaken accounts that the organization's directories had made, which belong to no other
   *     organization: erase them, in the same transaction
   */
  record Purged(int rows, List<UserId> forsaken) {}
}
