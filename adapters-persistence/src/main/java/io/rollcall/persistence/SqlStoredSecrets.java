package io.rollcall.persistence;

import io.rollcall.application.port.SecretVault;
import io.rollcall.application.port.StoredSecrets;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.SigningKeyId;
import io.rollcall.domain.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites what the repositories have encrypted, each in the context in which they read it. The
 * rows are locked before they are read, so that what somebody changes meanwhile is not undone.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class SqlStoredSecrets implements StoredSecrets {
  /** Every column that holds a secret; a test holds this to the schema. */
  static final Map<String, Set<String>> COLUMNS =
      Map.of(
          "identity_provider", Set.of("secret"),
          "invitation_link", Set.of("encrypted"),
          "signing_key", Set.of("encrypted"),
          "letter", Set.of("encrypted"),
          "legacy_token", Set.of("encrypted"));

  private final Tenancy tenancy;
  private final Jdbc jdbc;
  private final SecretVault vault;

  SqlStoredSecrets(Tenancy tenancy, Jdbc jdbc, SecretVault vault) {
    this.tenancy = tenancy;
    this.jdbc = jdbc;
    this.vault = vault;
  }

  private record Sealed(long organization, long id, byte[] secret) {}

  private byte[] renewed(byte[] sealed, String context) {
    return vault.encrypt(vault.decrypt(sealed, context), context);
  }

  @Override
  public List<OrganizationId> holders() {
    return jdbc.list(
        "select id from organizations_with_secrets() id order by id",
        row -> new OrganizationId(row.getLong("id")));
  }

  @Override
  public int renew(OrganizationId organization) {
    long here = organization.value();
    var passwords =
        tenancy.list(
            organization,
            """
            select id, secret from identity_provider
            where organization_id = ? and secret is not null order by id for no key update""",
            row -> new Sealed(here, row.getLong("id"), row.getBytes("secret")),
            here);
    var links =
        tenancy.list(
            organization,
            "select encrypted from invitation_link where organization_id = ? for no key update",
            row -> row.getBytes("encrypted"),
            here);
    var flight = tenancy.flight(organization);
    for (var password : passwords) {
      flight.change(
          "update identity_provider set secret = ? where organization_id = ? and id = ?",
          renewed(password.secret(), PanacheDirectoryRepository.context(here, password.id())),
          here,
          password.id());
    }
    for (var link : links) {
      flight.change(
          "update invitation_link set encrypted = ? where organization_id = ?",
          renewed(link, SqlInvitationRepository.context(organization)),
          here);
    }
    flight.send();
    return passwords.size() + links.size();
  }

  @Override
  public int renewSigningKeys() {
    var keys =
        jdbc.list(
            "select id, encrypted from signing_key order by id for no key update",
            row -> new Sealed(0, row.getLong("id"), row.getBytes("encrypted")));
    var flight = jdbc.flight();
    for (var key : keys) {
      flight.change(
          "update signing_key set encrypted = ? where id = ?",
          renewed(key.secret(), SqlSigningKeyRepository.context(new SigningKeyId(key.id()))),
          key.id());
    }
    flight.send();
    return keys.size();
  }

  private record SealedLetter(long id, String context, byte[] secret) {}

  @Override
  public int renewLetters() {
    var letters =
        jdbc.list(
            "select id, kind, address, encrypted from letter order by id for no key update",
            row ->
                new SealedLetter(
                    row.getLong("id"),
                    SqlOutbox.context(
                        row.getString("kind"), new EmailAddress(row.getString("address"))),
                    row.getBytes("encrypted")));
    var flight = jdbc.flight();
    int count = 0;
    for (var letter : letters) {
      try {
        flight.change(
            "update letter set encrypted = ? where id = ?",
            renewed(letter.secret(), letter.context()),
            letter.id());
        count++;
      } catch (IllegalStateException unreadable) {
        continue; // it is lost already, and said to be when it is carried
      }
    }
    flight.send();
    return count;
  }

  @Override
  public Renewed renewLegacyKeys(Place after, int most) {
    var keys =
        jdbc.list(
            """
            select organization_id, user_id, encrypted from legacy_token
            where (organization_id, user_id) > (?, ?)
            order by organization_id, user_id limit ? for no key update""",
            row ->
                new Sealed(
                    row.getLong("organization_id"),
                    row.getLong("user_id"),
                    row.getBytes("encrypted")),
            after.organization(),
            after.user(),
            most);
    var flight = jdbc.flight();
    for (var key : keys) {
      flight.change(
          "update legacy_token set encrypted = ? where organization_id = ? and user_id = ?",
          renewed(
              key.secret(),
              PanacheLegacyTokenRepository.context(
                  new OrganizationId(key.organization()), new UserId(key.id()))),
          key.organization(),
          key.id());
    }
    flight.send();
    @Nullable Sealed last = keys.isEmpty() ? null : keys.getLast();
    return new Renewed(
        keys.size(), last == null ? after : new Place(last.organization(), last.id()));
  }
}
