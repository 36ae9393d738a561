package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.InvitationRepository;
import io.rollcall.application.port.Mail;
import io.rollcall.application.port.PortContract;
import io.rollcall.application.port.Ports;
import io.rollcall.application.port.StoredSecrets;
import io.rollcall.application.port.StoredSecrets.Place;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.SigningKey;
import io.rollcall.domain.membership.Role;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The vault of these tests notices a secret that is written elsewhere than it will be read. */
@PostgresTest
class SqlStoredSecretsTest extends PortContract {
  @Inject PanachePorts ports;
  @Inject StoredSecrets secrets;
  @Inject Superuser superuser;

  @Override
  protected Ports ports() {
    return ports;
  }

  @Test
  void everyColumnThatHoldsASecretIsKnown() {
    var found =
        superuser.list(
            """
            select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
              and a.atttypid = 'bytea'::regtype and not a.attisdropped""",
            row -> row.getString(1));

    var known = new ArrayList<String>();
    SqlStoredSecrets.COLUMNS.forEach(
        (table, columns) -> columns.forEach(column -> known.add(table + "." + column)));
    assertThat(found).containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void whatIsRenewedReadsAsBefore() {
    var owner = person("owner");
    var here = found(owner);
    var link = Secret.of(unique("link"));
    ports.transaction(
        () ->
            ports
                .invitations()
                .replaceLink(
                    here, new InvitationRepository.Link(link, T0), ports.vault().hash(link)));
    var key = new SigningKey(ports.ids().nextSigningKey(), Secret.of(unique("key")), T0, null, T0);
    ports.transaction(() -> ports.signingKeys().add(key));

    assertThat(ports.transaction(secrets::holders)).contains(here);
    assertThat(ports.transaction(() -> secrets.renew(here))).isEqualTo(1);
    assertThat(ports.transaction(secrets::renewSigningKeys)).isPositive();

    assertThat(ports.transaction(() -> ports.invitations().link(here)).orElseThrow().token())
        .isEqualTo(link);
    assertThat(ports.transaction(() -> ports.signingKeys().all())).contains(key);
  }

  @Test
  void letterIsRenewedAndOneThatIsLostIsNoObstacle() {
    superuser.change("delete from letter");
    ports.transaction(() -> ports.outbox().send(new Mail.AccountExists(email("lost"))));
    superuser.change("update letter set encrypted = 'broken'::bytea");
    var mail = new Mail.PasswordReset(email("ann"), Secret.of("token"), at(9));
    ports.transaction(() -> ports.outbox().send(mail));

    assertThat(ports.transaction(secrets::renewLetters)).isEqualTo(1);

    var read = new ArrayList<Mail>();
    for (int i = 0; i < 2; i++) {
      read.add(
          ports
              .transaction(() -> ports.outbox().claim(T0, Duration.ofMinutes(1)))
              .orElseThrow()
              .mail());
    }
    assertThat(read).containsExactly(null, mail);
  }

  @Test
  void legacyKeysAreAllRenewedSomeAtATime() {
    var owner = person("owner");
    var here = found(owner);
    var ann = person("ann");
    join(here, owner, ann, Role.ANNOTATOR, 1);
    for (var user : List.of(owner, ann)) {
      var key = Secret.of("key of " + user);
      ports.transaction(
          () -> ports.legacyTokens().replace(here, user, key, ports.vault().hash(key)));
    }
    var places = new HashSet<Place>();
    var renewed = ports.transaction(() -> secrets.renewLegacyKeys(Place.START, 1));
    while (renewed.count() > 0) {
      var last = renewed.last();
      assertThat(places.add(last)).as("each once").isTrue();
      renewed = ports.transaction(() -> secrets.renewLegacyKeys(last, 1));
    }

    assertThat(places)
        .contains(new Place(here.value(), owner.value()), new Place(here.value(), ann.value()));
    assertThat(ports.transaction(() -> ports.legacyTokens().find(here, ann)))
        .contains(Secret.of("key of " + ann));
  }
}
