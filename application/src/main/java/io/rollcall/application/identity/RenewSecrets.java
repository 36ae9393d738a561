package io.rollcall.application.identity;

import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.StoredSecrets;
import io.rollcall.application.port.StoredSecrets.Place;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Encrypts every stored secret anew under the server's present key, so that those before it can be
 * forgotten. What is interrupted is done by doing it again: until then the old keys read the rest.
 */
@ApplicationScoped
public class RenewSecrets {
  private static final int BATCH = 1_000;

  private final StoredSecrets secrets;
  private final Atomically atomically;

  RenewSecrets(StoredSecrets secrets, Atomically atomically) {
    this.secrets = secrets;
    this.atomically = atomically;
  }

  /**
   * @param ofOrganizations bind passwords of directories and invitation links
   * @param letters that wait to leave
   */
  public record Outcome(int signingKeys, int legacyKeys, int ofOrganizations, int letters) {
    public int all() {
      return signingKeys + legacyKeys + ofOrganizations + letters;
    }
  }

  /**
   * Not part of a transaction.
   *
   * @throws IllegalStateException when a secret can be read with none of the server's keys
   */
  public Outcome execute() {
    int signingKeys = atomically.get(secrets::renewSigningKeys);
    int letters = atomically.get(secrets::renewLetters);
    int ofOrganizations = 0;
    for (var organization : atomically.get(secrets::holders)) {
      ofOrganizations += atomically.get(() -> secrets.renew(organization));
    }
    return new Outcome(signingKeys, legacyKeys(), ofOrganizations, letters);
  }

  private int legacyKeys() {
    int count = 0;
    var done = some(Place.START);
    while (done.count() > 0) {
      count += done.count();
      done = some(done.last());
    }
    return count;
  }

  private StoredSecrets.Renewed some(Place after) {
    return atomically.get(() -> secrets.renewLegacyKeys(after, BATCH));
  }
}
