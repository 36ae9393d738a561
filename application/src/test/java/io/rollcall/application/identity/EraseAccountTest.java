package io.rollcall.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.MembershipChange;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import org.junit.jupiter.api.Test;

class EraseAccountTest extends IdentityUseCaseTest {
  private final EraseAccount erase =
      new EraseAccount(
          world.users(), erasure(), world.hasher(), AttemptsFixture.in(world), world.atomically());
  private final EraseUser eraseUser = new EraseUser(world.users(), erasure(), world.atomically());
  private final UserId owner = person("owner");
  private final User ann = account();

  private Erasure erasure() {
    return new Erasure(
        world.users(),
        world.accountViews(),
        world.organizations(),
        world.atomically(),
        world.clock());
  }

  private User account() {
    var user = newUser("ann");
    world.users().add(user, world.hasher().hash(PASSWORD));
    return user;
  }

  private Caller caller() {
    return authenticate.bySession(session(ann.id(), null, null)).orElseThrow();
  }

  private void erase(Caller caller, Secret password) {
    erase.execute(new EraseAccount.Command(caller, password, CLIENT));
  }

  private OrganizationId joined(Role role) {
    var here = found(owner);
    join(here, owner, ann.id(), role, 0);
    return here;
  }

  @Test
  void personalDataGoesAndTheHistoryStays() {
    var here = joined(Role.MANAGER);
    var there = joined(Role.DEACTIVATED);
    var elsewhere = session(ann.id(), null, null);

    erase(caller(), PASSWORD);

    assertThat(world.users().find(ann.id())).contains(User.erased(ann.id(), ann.joinedAt()));
    assertThat(find(elsewhere)).isEmpty();
    for (var organization : new OrganizationId[] {here, there}) {
      assertThat(member(organization, ann.id()).isDeleted()).isTrue();
      assertThat(world.history(organization, ann.id()).getLast().transition())
          .isEqualTo(MembershipChange.Transition.LEFT);
    }
    assertThat(signIn.execute(new SignIn.Command(ann.email().value(), PASSWORD, null, CLIENT)))
        .isEmpty();
  }

  @Test
  void ownerHandsOverFirstAndNothingHasChanged() {
    var here = joined(Role.ANNOTATOR);
    found(ann.id());

    assertThat(refusal(() -> erase(caller(), PASSWORD))).isEqualTo(new Violation.OwnerKeepsRole());
    assertThat(world.users().find(ann.id())).contains(ann);
    assertThat(member(here, ann.id()).isDeleted()).isFalse();
  }

  @Test
  void wrongPasswordErasesNothing() {
    assertThat(refusal(() -> erase(caller(), Secret.of("wrong horse"))))
        .isInstanceOf(Violation.Invalid.class);
    assertThat(world.users().find(ann.id())).contains(ann);
  }

  @Test
  void credentialOfOneOrganizationDoesNotEraseTheAccount() {
    var here = joined(Role.ANNOTATOR);

    assertThat(refusal(() -> erase(script(ann.id(), here), PASSWORD)))
        .isEqualTo(new Violation.PasswordSessionRequired());
  }

  private boolean byOperator(String email, boolean confirmed) {
    return eraseUser.execute(
        new EraseUser.Command(
            email,
            user -> {
              assertThat(user.id()).as("who would be erased").isEqualTo(ann.id());
              return confirmed;
            }));
  }

  @Test
  void operatorErasesByTheSameRules() {
    var here = joined(Role.MANAGER);
    var open = session(ann.id(), null, null);

    assertThat(byOperator(ann.email().value().toUpperCase(java.util.Locale.ROOT), true)).isTrue();

    assertThat(world.users().find(ann.id())).contains(User.erased(ann.id(), ann.joinedAt()));
    assertThat(find(open)).isEmpty();
    assertThat(member(here, ann.id()).isDeleted()).isTrue();
    assertThat(world.history(here, ann.id()).getLast().occasion().by())
        .isEqualTo(new Recorder.BySystem());
  }

  @Test
  void operatorIsToldWhichOrganizationsNeedAnotherOwner() {
    var here = found(ann.id());
    var title = world.organizations().find(here).orElseThrow().title();

    assertThat(refusal(() -> byOperator(ann.email().value(), true)).message())
        .contains(title, "organization " + here, "move the ownership");
    assertThat(world.users().find(ann.id())).contains(ann);
  }

  @Test
  void operatorErasesNobodyWithoutConfirmationAndNobodyUnknown() {
    joined(Role.MANAGER);

    assertThat(byOperator(ann.email().value(), false)).isFalse();
    assertThat(world.users().find(ann.id())).contains(ann);
    assertThat(refusal(() -> byOperator("nobody@example.com", true)))
        .isEqualTo(new Violation.NotFound("user"));
    assertThat(refusal(() -> byOperator("nobody", true))).isEqualTo(new Violation.NotFound("user"));
  }
}
