package io.rollcall.domain.federation;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import java.time.Instant;
import java.util.List;

/**
 * An LDAP directory as a source of truth of one organization.
 *
 * @param version grows with every change of settings or mappings, so that a plan made from older
 *     ones is noticed
 * @param state a directory being removed takes no new settings; it goes with its last run
 */
public record Directory(
    ProviderId id,
    OrganizationId organization,
    String title,
    DirectorySettings settings,
    People people,
    Mode mode,
    RemovalBudget removalBudget,
    List<GroupMapping> mappings,
    State state,
    Instant createdAt,
    long version) {
  public static final int MAX_TITLE = 255;

  public Directory {
    mappings = List.copyOf(mappings);
  }

  /** The same directory in another state. */
  public Directory in(State changed) {
    return new Directory(
        id,
        organization,
        title,
        settings,
        people,
        mode,
        removalBudget,
        mappings,
        changed,
        createdAt,
        version + 1);
  }

  /** Who becomes a member. */
  public enum People {
    /** Those who hold at least one mapped group. */
    MAPPED,
    /** Everybody under the bases; those without a mapped group get the default role. */
    ALL
  }

  /** When runs happen. */
  public enum Mode {
    /** When somebody asks for one. */
    LOGIN_ONLY,
    SCHEDULED,
    LIVE
  }

  /** Whether the directory is in use. */
  public enum State {
    ACTIVE,
    /** Its last run, which ends all it gave, is planned or waits for review. */
    REMOVING
  }
}
