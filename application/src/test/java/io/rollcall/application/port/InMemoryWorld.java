package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.MembershipChange;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** One small database that all the doubles share. Not thread-safe. */
public final class InMemoryWorld implements Ports {
  private final SequentialIds ids = new SequentialIds();
  private final PlainSecretVault vault = new PlainSecretVault();
  private final PlainPasswordHasher hasher = new PlainPasswordHasher();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-05T08:00:00Z"));

  /** The directories of which a run is under way; like a lock, no part of any transaction. */
  final Set<ProviderId> locked = new HashSet<>();

  private final RecordingNotes notes = new RecordingNotes();

  private final InMemoryAttemptCounts attempts = new InMemoryAttemptCounts();

  InMemoryTables tables = new InMemoryTables();

  @Override
  public SequentialIds ids() {
    return ids;
  }

  @Override
  public PlainSecretVault vault() {
    return vault;
  }

  public PlainPasswordHasher hasher() {
    return hasher;
  }

  public RecordingNotes notes() {
    return notes;
  }

  public SettableClock clock() {
    return clock;
  }

  @Override
  public InMemoryUserRepository users() {
    return new InMemoryUserRepository(this);
  }

  @Override
  public InMemoryOrganizationRepository organizations() {
    return new InMemoryOrganizationRepository(this);
  }

  @Override
  public InMemoryDeletedOrganizationRepository deletions() {
    return new InMemoryDeletedOrganizationRepository(this);
  }

  @Override
  public InMemoryDomainRepository domains() {
    return new InMemoryDomainRepository(this);
  }

  @Override
  public InMemoryWorkspaceRepository workspaces() {
    return new InMemoryWorkspaceRepository(this);
  }

  @Override
  public InMemoryProjectRepository projects() {
    return new InMemoryProjectRepository(this);
  }

  @Override
  public InMemoryProjectViews projectViews() {
    return new InMemoryProjectViews(this);
  }

  @Override
  public InMemoryMemberTagRepository memberTags() {
    return new InMemoryMemberTagRepository(this);
  }

  @Override
  public InMemoryMemberTagImportRepository memberTagImports() {
    return new InMemoryMemberTagImportRepository(this);
  }

  @Override
  public InMemorySessionRepository sessions() {
    return new InMemorySessionRepository(this);
  }

  @Override
  public InMemorySessionPolicyRepository sessionPolicies() {
    return new InMemorySessionPolicyRepository(this);
  }

  @Override
  public InMemoryAttemptCounts attempts() {
    return attempts;
  }

  @Override
  public InMemoryAccountTokenRepository accountTokens() {
    return new InMemoryAccountTokenRepository(this);
  }

  @Override
  public InMemoryLegacyTokenRepository legacyTokens() {
    return new InMemoryLegacyTokenRepository(this);
  }

  @Override
  public InMemoryApiTokenRepository apiTokens() {
    return new InMemoryApiTokenRepository(this);
  }

  @Override
  public InMemoryTokenPolicyRepository tokenPolicies() {
    return new InMemoryTokenPolicyRepository(this);
  }

  @Override
  public InMemorySigningKeyRepository signingKeys() {
    return new InMemorySigningKeyRepository(this);
  }

  @Override
  public InMemoryInvitationRepository invitations() {
    return new InMemoryInvitationRepository(this);
  }

  @Override
  public InMemoryOutbox outbox() {
    return new InMemoryOutbox(this);
  }

  @Override
  public InMemoryDirectoryRepository directories() {
    return new InMemoryDirectoryRepository(this);
  }

  @Override
  public InMemorySyncRunRepository runs() {
    return new InMemorySyncRunRepository(this);
  }

  @Override
  public InMemoryOrganizationViews organizationViews() {
    return new InMemoryOrganizationViews(this);
  }

  @Override
  public InMemorySsoSettingsRepository ssoSettings() {
    return new InMemorySsoSettingsRepository(this);
  }

  @Override
  public InMemoryActivityRepository activities() {
    return new InMemoryActivityRepository(this);
  }

  @Override
  public InMemoryActivityViews activityViews() {
    return new InMemoryActivityViews(this);
  }

  @Override
  public InMemoryHistoryViews historyViews() {
    return new InMemoryHistoryViews(this);
  }

  @Override
  public InMemorySeatReportViews seatReportViews() {
    return new InMemorySeatReportViews(this);
  }

  @Override
  public InMemoryDecisionViews decisionViews() {
    return new InMemoryDecisionViews(this);
  }

  public InMemorySyncStaging staging() {
    return new InMemorySyncStaging(this);
  }

  public InMemoryAccountViews accountViews() {
    return new InMemoryAccountViews(this);
  }

  @Override
  public InMemoryMemberViews memberViews() {
    return new InMemoryMemberViews(this);
  }

  public InMemoryWorkspaceViews workspaceViews() {
    return new InMemoryWorkspaceViews(this);
  }

  public Atomically atomically() {
    return new Atomically() {
      @Override
      public <T> T get(Supplier<T> work) {
        return transaction(work);
      }

      @Override
      public void run(Runnable work) {
        transaction(work);
      }
    };
  }

  /** Work in the background is done at once. */
  public Background background() {
    return (name, work) -> work.run();
  }

  /** What was written into the history of a member, in order. */
  public List<MembershipChange> history(OrganizationId organization, UserId user) {
    return tables.history.stream()
        .filter(
            change ->
                change.after().organization().equals(organization)
                    && change.after().user().equals(user))
        .toList();
  }

  @Override
  public <T> T transaction(Supplier<T> work) {
    var before = tables.copy();
    try {
      return work.get();
    } catch (RuntimeException | Error failed) {
      tables = before;
      throw failed;
    }
  }
}
