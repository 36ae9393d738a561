package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import java.util.List;

/**
 * Every secret at rest that can be read again, wherever it is stored. A new kind of them has to be
 * added here, or it is lost with the key that it was encrypted under. Every method works inside the
 * caller's transaction.
 */
public interface StoredSecrets {
  /**
   * Organizations, deleted ones too, that keep bind passwords of directories or invitation links.
   */
  List<OrganizationId> holders();

  /**
   * Encrypts what the organization keeps anew, under the key that is in force.
   *
   * @return how many
   * @throws IllegalStateException when one of them can be read with none of the server's keys
   */
  int renew(OrganizationId organization);

  /** The same for the keys that sign tokens. */
  int renewSigningKeys();

  /**
   * The same for letters that wait to leave. One that cannot be read is left alone: whoever carries
   * it gives it up, and says so.
   */
  int renewLetters();

  /**
   * The same for legacy API keys, of whatever organization, some at a time.
   *
   * @param after the last that was done; {@link Place#START} at first
   * @return where to go on; the same place when all are done
   */
  Renewed renewLegacyKeys(Place after, int most);

  /** A legacy key, in the order in which they are renewed. */
  record Place(long organization, long user) {
    public static final Place START = new Place(0, 0);
  }

  record Renewed(int count, Place last) {}
}
