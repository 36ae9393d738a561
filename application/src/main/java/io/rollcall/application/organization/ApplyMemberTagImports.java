package io.rollcall.application.organization;

import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.MemberTagImportRepository;
import io.rollcall.application.port.MemberTagRepository;
import io.rollcall.domain.membership.RuleViolated;
import io.rollcall.domain.organization.MemberTag;
import io.rollcall.domain.organization.MemberTagImport;
import io.rollcall.domain.organization.MemberTagImport.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Applies files of tags, each in one transaction that also says so. One whose process dies is
 * applied by another once the lease ends; one that never succeeds is given up. Any number of
 * processes may do so at the same time.
 */
@ApplicationScoped
public class ApplyMemberTagImports {
  private static final System.Logger LOG = System.getLogger(ApplyMemberTagImports.class.getName());

  /** Longer than an attempt takes. */
  static final Duration LEASE = Duration.ofMinutes(2);

  static final int MOST_ATTEMPTS = 3;

  private final ManagedTags managed;
  private final MemberTagRepository tags;
  private final MemberTagImportRepository imports;
  private final Atomically atomically;
  private final IdSource ids;
  private final InstantSource clock;

  ApplyMemberTagImports(
      ManagedTags managed,
      MemberTagRepository tags,
      MemberTagImportRepository imports,
      Atomically atomically,
      IdSource ids,
      InstantSource clock) {
    this.managed = managed;
    this.tags = tags;
    this.imports = imports;
    this.atomically = atomically;
    this.ids = ids;
    this.clock = clock;
  }

  /** All that are due. */
  public void execute() {
    for (var due : atomically.get(() -> imports.due(clock.instant()))) {
      atomically.get(() -> imports.claim(due, clock.instant(), LEASE)).ifPresent(this::workOn);
    }
  }

  private void workOn(MemberTagImport claimed) {
    if (claimed.attempts() > MOST_ATTEMPTS) {
      fail(claimed, "It was begun %d times and never came to an end.".formatted(MOST_ATTEMPTS));
      return;
    }
    try {
      atomically.run(() -> apply(claimed));
    } catch (RuleViolated refused) {
      fail(claimed, refused.violation().message());
    } catch (RuntimeException unexpected) {
      LOG.log(
          Level.ERROR,
          "Import of member tags %s: attempt %d of %d failed"
              .formatted(claimed.id(), claimed.attempts(), MOST_ATTEMPTS),
          unexpected);
    }
  }

  private void fail(MemberTagImport claimed, String why) {
    LOG.log(Level.WARNING, "Import of member tags {0} failed: {1}", claimed.id(), why);
    atomically.run(() -> imports.end(claimed.failed(why, clock.instant())));
  }

  private void apply(MemberTagImport claimed) {
    var organization = claimed.organization();
    managed.open(organization, claimed.requestedBy());
    if (!isStillOurs(claimed)) {
      return;
    }
    int skipped = imports.skipStrangers(organization, claimed.id());
    int created = tags.add(organization, missing(claimed)).size();
    int assigned = imports.assign(organization, claimed.id());
    imports.end(claimed.completed(new Outcome(created, assigned, skipped), clock.instant()));
  }

  /** Whoever was slower than the lease finds that another has begun, or is done. */
  private boolean isStillOurs(MemberTagImport claimed) {
    return imports.find(claimed.organization(), claimed.id()).filter(claimed::equals).isPresent();
  }

  private List<MemberTag> missing(MemberTagImport claimed) {
    var now = clock.instant();
    return imports.unknownLabels(claimed.organization(), claimed.id()).stream()
        .map(
            label ->
                new MemberTag(
                    ids.nextMemberTag(),
                    claimed.organization(),
                    label,
                    claimed.requestedBy(),
                    now,
                    now))
        .toList();
  }
}
