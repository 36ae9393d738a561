package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.RuleViolated;
import io.rollcall.domain.organization.Deletion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class DeletedOrganizationRepositoryContract extends PortContract {
  private UserId owner;
  private OrganizationId here;

  @BeforeEach
  void found() {
    owner = person("owner");
    here = found(owner);
  }

  private DeletedOrganizationRepository deletions() {
    return ports().deletions();
  }

  private <T> T get(Supplier<T> work) {
    return ports().transaction(work);
  }

  /** Deletes as the use case does, holding the lock; may be purged from an hour later on. */
  private Deletion delete(OrganizationId organization, UserId by) {
    return get(
        () -> {
          var slice = ports().organizations().lock(organization, List.of(by), occasion(by, 10));
          var found = slice.organization();
          var deletion =
              new Deletion(organization, found.title(), found.owner(), at(10), at(70), false);
          deletions().add(deletion);
          return deletion;
        });
  }

  private void purge(OrganizationId organization, int most) {
    ports().transaction(() -> deletions().beginPurge(organization));
    while (get(() -> deletions().purge(organization, most)).isPresent()) {
      // until nothing is left
    }
  }

  @Test
  void deletedOrganizationExistsForNobody() {
    var link = ports().vault().newToken();
    var hash = ports().vault().hash(link);
    ports()
        .transaction(
            () ->
                ports()
                    .invitations()
                    .replaceLink(here, new InvitationRepository.Link(link, T0), hash));

    var deletion = delete(here, owner);

    assertThat(get(() -> ports().organizations().find(here))).isEmpty();
    assertThat(get(() -> ports().organizations().acting(here, owner))).isEmpty();
    Assertions.assertThatThrownBy(() -> change(here, List.of(owner), occasion(owner, 11), s -> {}))
        .isInstanceOf(RuleViolated.class);
    assertThat(get(() -> ports().invitations().findByHash(hash))).isEmpty();
    assertThat(get(() -> deletions().lock(here))).contains(deletion);
  }

  @Test
  void othersAreNotTouched() {
    var there = found(owner);
    var session = session(owner, there, there);

    delete(here, owner);

    assertThat(get(() -> ports().organizations().acting(there, owner))).isPresent();
    assertThat(session(session)).isPresent();
    assertThat(get(() -> deletions().lock(there))).isEmpty();
  }

  @Test
  void sessionsKeysAndTokensEnd() {
    var ann = person("ann");
    join(here, owner, ann, Role.ANNOTATOR, 1);
    var bound = session(ann, here, here);
    var working = session(ann, here, null);
    var key = key(ann);

    delete(here, owner);

    assertThat(session(bound)).isEmpty();
    assertThat(session(working)).map(Session::active).isEmpty();
    assertThat(session(working)).as("the session itself lives").isPresent();
    assertThat(get(() -> ports().legacyTokens().findByHash(ports().vault().hash(key)))).isEmpty();
  }

  @Test
  void restoredIsAsItWasWithoutItsKeys() {
    var ann = person("ann");
    join(here, owner, ann, Role.REVIEWER, 1);
    var key = key(ann);
    var before = get(() -> ports().organizations().find(here));
    var member = member(here, ann);
    delete(here, owner);

    ports().transaction(() -> deletions().restore(here));

    assertThat(get(() -> ports().organizations().find(here))).isEqualTo(before);
    assertThat(member(here, ann)).isEqualTo(member);
    assertThat(get(() -> deletions().lock(here))).isEmpty();
    assertThat(get(() -> ports().legacyTokens().findByHash(ports().vault().hash(key)))).isEmpty();
  }

  @Test
  void whoseAccountWasErasedMeanwhileIsNamed() {
    var ann = person("ann");
    var bob = person("bob");
    join(here, owner, ann, Role.REVIEWER, 1);
    join(here, owner, bob, Role.REVIEWER, 1);
    delete(here, owner);
    ports().transaction(() -> ports().users().erase(List.of(ann)));

    var erased =
        get(
            () -> {
              deletions().restore(here);
              return deletions().erasedMembers(here);
            });

    assertThat(erased).containsExactly(ann);
  }

  @Test
  void dueWhenTheTimeIsUpOrThePurgeHasBegun() {
    delete(here, owner);

    assertThat(get(() -> deletions().due(at(69)))).doesNotContain(here);
    assertThat(get(() -> deletions().due(at(70)))).contains(here);

    ports().transaction(() -> deletions().beginPurge(here));

    assertThat(get(() -> deletions().due(at(11)))).contains(here);
    assertThat(get(() -> deletions().lock(here)).orElseThrow().purging()).isTrue();
  }

  @Test
  void whatIsBeingPurgedIsNotRestored() {
    delete(here, owner);
    ports().transaction(() -> deletions().beginPurge(here));

    ports().transaction(() -> deletions().restore(here));

    assertThat(get(() -> ports().organizations().find(here))).isEmpty();
    assertThat(get(() -> deletions().lock(here))).isPresent();
  }

  @Test
  void nothingIsPurgedBeforeThePurgeBegan() {
    assertThat(get(() -> deletions().purge(here, 10))).as("in use").isEmpty();
    delete(here, owner);
    assertThat(get(() -> deletions().purge(here, 10))).as("deleted").isEmpty();
    ports().transaction(() -> deletions().restore(here));

    assertThat(get(() -> ports().organizations().acting(here, owner))).isPresent();
  }

  @Test
  void purgeLeavesNothingOfItAndEverythingOfOthers() {
    var there = found(owner);
    var project = workspace(here, owner, "gone");
    var kept = workspace(there, owner, "kept");
    for (int i = 0; i < 5; i++) {
      join(here, owner, person("member"), Role.ANNOTATOR, 1);
    }
    delete(here, owner);

    purge(here, 2);

    assertThat(get(() -> deletions().lock(here))).isEmpty();
    assertThat(get(() -> deletions().due(at(1000)))).doesNotContain(here);
    assertThat(get(() -> ports().organizations().member(here, owner))).isEmpty();
    assertThat(get(() -> ports().workspaces().find(here, project))).isEmpty();
    assertThat(get(() -> ports().workspaces().find(there, kept))).isPresent();
    assertThat(get(() -> ports().organizations().acting(there, owner))).isPresent();
    assertThat(get(() -> ports().users().find(owner))).isPresent();
  }

  @Test
  void batchIsNoLargerThanAsked() {
    for (int i = 0; i < 5; i++) {
      join(here, owner, person("member"), Role.ANNOTATOR, 1);
    }
    delete(here, owner);
    ports().transaction(() -> deletions().beginPurge(here));

    var sizes = new ArrayList<Integer>();
    var batch = get(() -> deletions().purge(here, 2));
    while (batch.isPresent()) {
      sizes.add(batch.get().rows());
      batch = get(() -> deletions().purge(here, 2));
    }

    assertThat(sizes).isNotEmpty().allMatch(rows -> rows >= 1 && rows <= 2);
  }

  @Test
  void accountsThatOnlyItMadeAreForsakenAndTheOthersAreTheirOwn() {
    var elsewhere = found(person("stranger"));
    var alone = provisioned("alone");
    var also = provisioned("also");
    var own = person("own");
    for (var user : List.of(alone, also, own)) {
      join(here, owner, user, Role.ANNOTATOR, 1);
    }
    join(elsewhere, owner, also, Role.ANNOTATOR, 2);
    delete(here, owner);
    ports().transaction(() -> deletions().beginPurge(here));

    var forsaken = new ArrayList<UserId>();
    for (var batch = next(); batch.isPresent(); batch = next()) {
      forsaken.addAll(batch.get().forsaken());
    }

    assertThat(forsaken).containsExactly(alone);
    assertThat(get(() -> ports().users().find(also)).orElseThrow().provisionedBy()).isNull();
  }

  private Optional<DeletedOrganizationRepository.Purged> next() {
    return get(() -> deletions().purge(here, 100));
  }

  private UserId provisioned(String name) {
    var user = newUser(name);
    var made = new User(user.id(), user.email(), user.profile(), here, null, user.joinedAt());
    ports().transaction(() -> ports().users().add(made, null));
    return made.id();
  }

  private Secret key(UserId user) {
    var key = ports().vault().newToken();
    ports()
        .transaction(
            () -> ports().legacyTokens().replace(here, user, key, ports().vault().hash(key)));
    return key;
  }

  private TokenHash session(
      UserId user, @Nullable OrganizationId active, @Nullable OrganizationId boundTo) {
    var hash = ports().vault().hash(ports().vault().newToken());
    var session = new Session(ports().ids().nextSession(), user, active, boundTo, T0, T0);
    ports().transaction(() -> ports().sessions().open(session, hash, "Firefox", "192.0.2.1"));
    return hash;
  }

  private Optional<Session> session(TokenHash token) {
    return get(() -> ports().sessions().find(token));
  }
}
