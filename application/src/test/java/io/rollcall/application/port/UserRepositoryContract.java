package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.PasswordHash;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.organization.Invitation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

public abstract class UserRepositoryContract extends PortContract {
  private UserRepository users() {
    return ports().users();
  }

  @Test
  void accountComesBackWhole() {
    var user =
        new User(
            ports().ids().nextUser(),
            email("ann"),
            new User.Profile("ann", "Ann", "Lee", "+49 30 1"),
            new OrganizationId(4711),
            at(7),
            at(1));
    assertThat(ports().transaction(() -> users().add(user, null))).isTrue();

    assertThat(ports().transaction(() -> users().find(user.id()))).contains(user);
  }

  @Test
  void unknownAccountIsNothing() {
    var unknown = ports().ids().nextUser();

    assertThat(ports().transaction(() -> users().find(unknown))).isEmpty();
    assertThat(ports().transaction(() -> users().credentials(email("nobody")))).isEmpty();
  }

  @Test
  void credentialsHoldThePasswordHash() {
    var user = newUser("ann");
    var password = PasswordHash.of("$argon2id$hash");
    ports().transaction(() -> users().add(user, password));

    assertThat(ports().transaction(() -> users().credentials(user.email())))
        .contains(new UserRepository.Credentials(user, password));
  }

  @Test
  void accountOfAProviderHasNoPassword() {
    var user = newUser("ann");
    ports().transaction(() -> users().add(user, null));

    assertThat(ports().transaction(() -> users().credentials(user.email())))
        .contains(new UserRepository.Credentials(user, null));
  }

  @Test
  void credentialsAreFoundByThePersonToo() {
    var user = newUser("ann");
    ports().transaction(() -> users().add(user, PasswordHash.of("hash")));
    var unknown = ports().ids().nextUser();

    assertThat(ports().transaction(() -> users().credentials(user.id())))
        .contains(new UserRepository.Credentials(user, PasswordHash.of("hash")));
    assertThat(ports().transaction(() -> users().credentials(unknown))).isEmpty();
  }

  @Test
  void passwordIsReplaced() {
    var user = newUser("ann");
    var other = newUser("bob");
    ports().transaction(() -> users().add(user, PasswordHash.of("old")));
    ports().transaction(() -> users().add(other, PasswordHash.of("old")));

    ports().transaction(() -> users().setPassword(user.id(), PasswordHash.of("new")));

    assertThat(ports().transaction(() -> users().credentials(user.id())))
        .contains(new UserRepository.Credentials(user, PasswordHash.of("new")));
    assertThat(ports().transaction(() -> users().credentials(other.id())))
        .contains(new UserRepository.Credentials(other, PasswordHash.of("old")));
  }

  @Test
  void accountIsHeldOnlyByThePasswordItHas() {
    var user = newUser("ann");
    ports().transaction(() -> users().add(user, PasswordHash.of("hash")));
    var without = newUser("bob");
    ports().transaction(() -> users().add(without, null));
    var unknown = ports().ids().nextUser();

    assertThat(ports().transaction(() -> users().hold(user.id(), PasswordHash.of("hash"))))
        .isTrue();
    for (var id : List.of(without.id(), unknown)) {
      assertThat(ports().transaction(() -> users().hold(id, PasswordHash.of("hash")))).isFalse();
    }
    assertThat(ports().transaction(() -> users().hold(user.id(), PasswordHash.of("other"))))
        .isFalse();
  }

  @Test
  void provedAddressIsThatOfTheAccountFromThen() {
    var user = newUser("ann");
    ports().transaction(() -> users().add(user, PasswordHash.of("hash")));
    var address = email("annie");

    assertThat(ports().transaction(() -> users().setAddress(user.id(), address, at(5)))).isTrue();
    assertThat(ports().transaction(() -> users().setAddress(user.id(), address, at(6))))
        .as("the same again")
        .isTrue();

    assertThat(ports().transaction(() -> users().credentials(address)))
        .contains(
            new UserRepository.Credentials(
                new User(user.id(), address, user.profile(), null, at(6), user.joinedAt()),
                PasswordHash.of("hash")));
    assertThat(ports().transaction(() -> users().credentials(user.email()))).isEmpty();
  }

  @Test
  void addressOfAnotherAccountIsNotTaken() {
    var user = newUser("ann");
    var other = newUser("bob");
    ports().transaction(() -> users().add(user, null));
    ports().transaction(() -> users().add(other, null));

    assertThat(ports().transaction(() -> users().setAddress(user.id(), other.email(), at(5))))
        .isFalse();
    assertThat(ports().transaction(() -> users().find(user.id()))).contains(user);
  }

  @Test
  void erasedAccountIsNobody() {
    var user = newUser("ann");
    ports().transaction(() -> users().add(user, PasswordHash.of("hash")));
    var owner = person("owner");
    var here = found(owner);
    var sandbox = newWorkspace(here, user.id(), "Ann's", true);
    ports().transaction(() -> ports().workspaces().add(sandbox));
    var token = ports().vault().newToken();
    var hash = ports().vault().hash(token);
    ports().transaction(() -> ports().legacyTokens().replace(here, user.id(), token, hash));
    var session = new Session(ports().ids().nextSession(), user.id(), here, null, T0, T0);
    var cookie = ports().vault().hash(ports().vault().newToken());
    ports().transaction(() -> ports().sessions().open(session, cookie, "Firefox", "192.0.2.1"));
    var other = newUser("bob");
    ports().transaction(() -> users().add(other, PasswordHash.of("hash")));
    var elsewhere = found(person("inviter"));
    var open = invitation(here, owner, user.email(), null);
    var accepted = invitation(elsewhere, owner, email("older"), user.id());
    var othersOwn = invitation(elsewhere, owner, other.email(), null);

    ports().transaction(() -> users().erase(List.of(user.id())));

    for (var known : List.of(open, accepted)) {
      var forgotten =
          ports()
              .transaction(() -> ports().invitations().find(known.organization(), known.id()))
              .orElseThrow();
      assertThat(forgotten.email()).isEqualTo(User.erased(user.id(), T0).email());
      assertThat(forgotten.isOpen()).isFalse();
    }
    assertThat(ports().transaction(() -> ports().invitations().find(elsewhere, othersOwn.id())))
        .contains(othersOwn);

    var left = ports().transaction(() -> users().credentials(user.id())).orElseThrow();
    assertThat(left.password()).isNull();
    assertThat(left.user()).isEqualTo(User.erased(user.id(), user.joinedAt()));
    assertThat(ports().transaction(() -> users().credentials(user.email()))).isEmpty();
    assertThat(ports().transaction(() -> ports().sessions().find(cookie))).isEmpty();
    assertThat(ports().transaction(() -> ports().legacyTokens().findByHash(hash))).isEmpty();
    assertThat(
            ports()
                .transaction(() -> ports().workspaces().find(here, sandbox.id()))
                .orElseThrow()
                .createdBy())
        .isEqualTo(owner);
    assertThat(ports().transaction(() -> users().find(other.id()))).contains(other);
    var successor =
        new User(ports().ids().nextUser(), user.email(), user.profile(), null, null, T0);
    assertThat(ports().transaction(() -> users().add(successor, null))).isTrue();
  }

  @Test
  void takenAddressChangesNothingAndKeepsTheTransaction() {
    var first = newUser("ann");
    ports().transaction(() -> users().add(first, null));
    var second = new User(ports().ids().nextUser(), first.email(), first.profile(), null, null, T0);

    var found =
        ports()
            .transaction(
                () -> {
                  assertThat(users().add(second, PasswordHash.of("other"))).isFalse();
                  return users().credentials(first.email());
                });
    assertThat(found).contains(new UserRepository.Credentials(first, null));
    assertThat(ports().transaction(() -> users().find(second.id()))).isEmpty();
  }

  @Test
  void profileIsReplacedAndNothingElse() {
    var user = newUser("ann");
    ports().transaction(() -> users().add(user, PasswordHash.of("hash")));
    var profile = new User.Profile("annie", "Annie", "Smith", "123");

    var found =
        ports()
            .transaction(
                () -> {
                  assertThat(users().find(user.id())).contains(user);
                  users().updateProfile(user.id(), profile);
                  return users().credentials(user.email());
                });

    assertThat(found)
        .contains(
            new UserRepository.Credentials(
                new User(user.id(), user.email(), profile, null, null, user.joinedAt()),
                PasswordHash.of("hash")));
  }

  @Test
  void hotkeysChangeNothingElse() {
    var user = newUser("ann");
    ports().transaction(() -> users().add(user, PasswordHash.of("hash")));

    ports().transaction(() -> users().setHotkeys(user.id(), "{\"a\":\"\\u0000\"}"));

    assertThat(ports().transaction(() -> users().credentials(user.email())))
        .contains(new UserRepository.Credentials(user, PasswordHash.of("hash")));
  }

  private Invitation invitation(
      OrganizationId organization, UserId sender, EmailAddress email, @Nullable UserId acceptedBy) {
    var invitation =
        new Invitation(
            ports().ids().nextInvitation(),
            organization,
            email,
            null,
            Set.of(),
            Set.of(),
            ports().vault().hash(ports().vault().newToken()),
            sender,
            T0,
            at(60),
            Invitation.Delivery.QUEUED,
            null,
            acceptedBy,
            false);
    ports().transaction(() -> ports().invitations().save(invitation));
    return invitation;
  }
}
