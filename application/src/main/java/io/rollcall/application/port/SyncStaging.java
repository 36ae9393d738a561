package io.rollcall.application.port;

import io.rollcall.domain.federation.AddressClaim;
import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.PlannedChange;
import io.rollcall.domain.federation.ResolvedGroups;
import io.rollcall.domain.federation.SyncProblem;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Occasion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a run puts what it read, compares it set-wise with what is recorded, and keeps its plan.
 * Knows sets, not rules: what a difference means is decided by the caller with the domain.
 */
public interface SyncStaging {
  /**
   * Begins a run: takes the directory's lock, which is held until {@link Stage#close} and vanishes
   * with the process. Must be called outside a transaction.
   *
   * @return nothing when another run of the directory holds the lock, on this node or another
   */
  Optional<Stage> open(SyncRun run, Directory directory);

  /**
   * Carries a stored plan out, in the caller's transaction: all of it or nothing. Locks the
   * organization and the memberships it changes. Where seats are limited, nobody new gets one: the
   * caller seats those who wait.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code PlanIsStale} when a member or
   *     the directory's settings changed since the plan was made
   */
  void apply(SyncRun run, Occasion occasion);

  /** How many people belong to the organization now. */
  int members(SyncRun run);

  /**
   * One run's staging area. Not thread-safe. The methods are called in the order they stand here.
   */
  interface Stage extends AutoCloseable {
    /** Adds people as they are read. Ordinals grow by one from 0. */
    void people(List<StagedPerson> batch);

    /** The recorded address of those among the ordinals who are followed already. */
    Map<Integer, EmailAddress> recordedAddresses(Collection<Integer> ordinals);

    /** Corrects the address of people with several. */
    void chooseAddresses(Map<Integer, EmailAddress> addresses);

    /**
     * People not followed yet whose address somebody else claims, too: another entry, or an
     * account.
     */
    List<AddressClaim> claims();

    /**
     * @param links entries that turned out to be existing accounts
     * @param excluded entries that are not imported
     */
    void decide(Map<Integer, UserId> links, Set<Integer> excluded);

    /** Adds who gets what. */
    void desired(ResolvedGroups resolved);

    /**
     * Everybody for whom what was read differs from what is recorded, in batches: new people,
     * people with other groups, disabled, re-enabled, gone and returned ones. May also deliver
     * people for whom nothing differs after all.
     *
     * @param everybody whether people without a mapped group are imported, too
     */
    void affected(boolean everybody, Consumer<List<Affected>> batches);

    /** Adds to the plan. Called while {@link #affected} delivers. */
    void plan(List<Planned> batch);

    /**
     * Stores the plan, its problems and the changes of names and addresses, in one transaction of
     * its own.
     *
     * @return problems found while storing: addresses that another account has
     */
    int store(ResolvedGroups resolved, List<SyncProblem> problems, Occasion occasion);

    /** Gives the lock back and forgets everything staged. */
    @Override
    void close();
  }

  /**
   * @param email null when no usable address is listed
   */
  record StagedPerson(
      int ordinal,
      String subject,
      String dn,
      @Nullable EmailAddress email,
      User.Profile profile,
      boolean disabled) {}

  /**
   * @param ordinal which staged person; -1 for somebody the directory no longer lists
   * @param current their membership with its facts, also when deleted; null for somebody who never
   *     belonged
   * @param disabled as staged
   */
  record Affected(int ordinal, @Nullable Membership current, boolean disabled) {}

  /**
   * @param ordinal which staged person; -1 for somebody the directory no longer lists
   */
  record Planned(int ordinal, PlannedChange change) {}
}
