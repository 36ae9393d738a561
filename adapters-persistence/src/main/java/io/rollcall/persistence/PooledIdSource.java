package io.rollcall.persistence;

import io.rollcall.application.port.IdSource;
import io.rollcall.domain.identity.ApiTokenId;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.domain.identity.SigningKeyId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.GrantId;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.MembershipId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.SuspensionId;
import io.rollcall.domain.membership.SyncRunId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.MemberTagId;
import io.rollcall.domain.organization.MemberTagImportId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Ids from sequences that grow by {@value #BLOCK}: each call of the database yields as many ids,
 * handed out in memory.
 */
@ApplicationScoped
class PooledIdSource implements IdSource {
  /** What the sequences grow by. */
  static final int BLOCK = 100;

  /** A sequence of the schema. */
  enum Sequence {
    USER,
    ORGANIZATION,
    MEMBERSHIP,
    GRANT,
    SUSPENSION,
    WORKSPACE,
    PROJECT,
    MEMBER_TAG,
    MEMBER_TAG_IMPORT,
    PROVIDER,
    MAPPING,
    RUN,
    SESSION,
    API_TOKEN,
    SIGNING_KEY,
    INVITATION;

    private String sequence() {
      return name().toLowerCase(Locale.ROOT) + "_id_seq";
    }
  }

  private final Jdbc jdbc;
  private final Map<Sequence, Pool> pools = new EnumMap<>(Sequence.class);

  PooledIdSource(Jdbc jdbc) {
    this.jdbc = jdbc;
    for (var sequence : Sequence.values()) {
      pools.put(sequence, new Pool());
    }
  }

  @Override
  public UserId nextUser() {
    return new UserId(next(Sequence.USER));
  }

  @Override
  public OrganizationId nextOrganization() {
    return new OrganizationId(next(Sequence.ORGANIZATION));
  }

  @Override
  public WorkspaceId nextWorkspace() {
    return new WorkspaceId(next(Sequence.WORKSPACE));
  }

  @Override
  public ProjectId nextProject() {
    return new ProjectId(next(Sequence.PROJECT));
  }

  @Override
  public MemberTagId nextMemberTag() {
    return new MemberTagId(next(Sequence.MEMBER_TAG));
  }

  @Override
  public MemberTagImportId nextMemberTagImport() {
    return new MemberTagImportId(next(Sequence.MEMBER_TAG_IMPORT));
  }

  @Override
  public ProviderId nextProvider() {
    return new ProviderId(next(Sequence.PROVIDER));
  }

  @Override
  public MappingId nextMapping() {
    return new MappingId(next(Sequence.MAPPING));
  }

  @Override
  public SyncRunId nextRun() {
    return new SyncRunId(next(Sequence.RUN));
  }

  @Override
  public SessionId nextSession() {
    return new SessionId(next(Sequence.SESSION));
  }

  @Override
  public ApiTokenId nextApiToken() {
    return new ApiTokenId(next(Sequence.API_TOKEN));
  }

  @Override
  public SigningKeyId nextSigningKey() {
    return new SigningKeyId(next(Sequence.SIGNING_KEY));
  }

  @Override
  public InvitationId nextInvitation() {
    return new InvitationId(next(Sequence.INVITATION));
  }

  @Override
  public GrantId nextGrant() {
    return new GrantId(next(Sequence.GRANT));
  }

  @Override
  public SuspensionId nextSuspension() {
    return new SuspensionId(next(Sequence.SUSPENSION));
  }

  @Override
  public MembershipId nextMembership() {
    return new MembershipId(next(Sequence.MEMBERSHIP));
  }

  private long next(Sequence sequence) {
    var pool = pools.get(sequence);
    if (pool == null) {
      throw new IllegalArgumentException(sequence.name());
    }
    while (true) {
      long id = pool.take();
      if (id > 0) {
        return id;
      }
      // Without a lock held: whoever waits for a connection must not make those wait who have one.
      blocks(sequence, pool.wanted()).forEach(pool::add);
    }
  }

  /** The first ids of fresh blocks. */
  private List<Long> blocks(Sequence sequence, int count) {
    return jdbc.list(
        "select nextval(?::regclass) from generate_series(1, ?)",
        row -> row.getLong(1),
        sequence.sequence(),
        count);
  }

  /** Ids that nobody has yet. */
  private static final class Pool {
    private static final int MOST_BLOCKS = 64;
    private static final long SOON = Duration.ofMillis(100).toNanos();

    private final Deque<Long> blocks = new ArrayDeque<>();
    private long next;
    private long end;
    private long asked = System.nanoTime() - SOON;
    private int wanted = 1;

    /** An id; 0 when there is none. */
    synchronized long take() {
      if (next == end) {
        var first = blocks.poll();
        if (first == null) {
          return 0;
        }
        next = first;
        end = first + BLOCK;
      }
      return next++;
    }

    /** How many blocks to fetch: twice as many as last time when those were used up soon. */
    synchronized int wanted() {
      long now = System.nanoTime();
      wanted = now - asked < SOON ? Math.min(MOST_BLOCKS, wanted * 2) : 1;
      asked = now;
      return wanted;
    }

    synchronized void add(long first) {
      blocks.add(first);
    }
  }
}
