package io.rollcall.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignInTest extends IdentityUseCaseTest {
  private Optional<SignedIn> signIn(String email, Secret password) {
    return signIn.execute(new SignIn.Command(email, password, null, CLIENT));
  }

  private User account(String name) {
    var user = newUser(name);
    world.users().add(user, world.hasher().hash(PASSWORD));
    return user;
  }

  private @Nullable OrganizationId startsIn(User user, @Nullable OrganizationId wished) {
    return signIn
        .execute(new SignIn.Command(user.email().value(), PASSWORD, wished, CLIENT))
        .orElseThrow()
        .caller()
        .active();
  }

  @Test
  void rightPasswordOpensASession() {
    var ann = account("ann");

    var signedIn = signIn(" " + ann.email().value().toUpperCase(java.util.Locale.ROOT), PASSWORD);

    assertThat(authenticate.bySession(signedIn.orElseThrow().token()))
        .map(Caller::user)
        .contains(ann.id());
  }

  @Test
  void wrongPasswordIsNothing() {
    var ann = account("ann");

    assertThat(signIn(ann.email().value(), Secret.of("wrong horse"))).isEmpty();
    assertThat(signIn(ann.email().value(), Secret.of(""))).isEmpty();
  }

  @Test
  void hashWithOldParametersIsMadeAnewAndTheSameFromThen() {
    var ann = account("ann");
    var old = world.users().credentials(ann.id()).orElseThrow().password();
    world.hasher().changeParameters();

    assertThat(signIn(ann.email().value(), Secret.of("wrong horse"))).isEmpty();
    assertThat(world.users().credentials(ann.id()).orElseThrow().password()).isEqualTo(old);
    assertThat(signIn(ann.email().value(), PASSWORD)).isPresent();
    var renewed = world.users().credentials(ann.id()).orElseThrow().password();
    assertThat(renewed).isNotEqualTo(old);
    assertThat(signIn(ann.email().value(), PASSWORD)).isPresent();
    assertThat(world.users().credentials(ann.id()).orElseThrow().password()).isEqualTo(renewed);
  }

  @Test
  void unknownAddressTakesTheSameWay() {
    signIn("nobody@example.com", PASSWORD);
    signIn("not an address", PASSWORD);

    assertThat(world.hasher().compared()).containsExactly(null, null);
  }

  @Test
  void accountWithoutPasswordTakesTheSameWay() {
    var ann = newUser("ann");
    world.users().add(ann, null);

    assertThat(signIn(ann.email().value(), PASSWORD)).isEmpty();
    assertThat(signIn(ann.email().value(), Secret.of(""))).isEmpty();
    assertThat(world.hasher().compared()).hasSize(2);
  }

  @Test
  void eachSignInIsASessionOfItsOwn() {
    var ann = account("ann").email().value();
    var first = signIn(ann, PASSWORD).orElseThrow();
    var second = signIn(ann, PASSWORD).orElseThrow();

    new SignOut(world.sessions()).execute(first.caller());

    assertThat(authenticate.bySession(first.token())).isEmpty();
    assertThat(authenticate.bySession(second.token())).isPresent();
  }

  @Test
  void sessionBeginsWhereThePersonIsMostElevated() {
    var owner = person("owner");
    var ann = account("ann");
    var annotates = found(owner);
    join(annotates, owner, ann.id(), Role.ANNOTATOR, 0);
    var manages = found(owner);
    join(manages, owner, ann.id(), Role.MANAGER, 0);
    var managesToo = found(owner);
    join(managesToo, owner, ann.id(), Role.MANAGER, 0);

    assertThat(startsIn(ann, null)).as("the older of two alike").isEqualTo(manages);
  }

  @Test
  void sessionBeginsWhereThePersonWants() {
    var owner = person("owner");
    var ann = account("ann");
    var annotates = found(owner);
    join(annotates, owner, ann.id(), Role.ANNOTATOR, 0);
    var manages = found(owner);
    join(manages, owner, ann.id(), Role.MANAGER, 0);

    assertThat(startsIn(ann, annotates)).isEqualTo(annotates);
    assertThat(startsIn(ann, manages)).isEqualTo(manages);
  }

  @Test
  void sessionNeverBeginsWhereThePersonIsDeactivated() {
    var owner = person("owner");
    var ann = account("ann");
    var here = found(owner);
    join(here, owner, ann.id(), Role.ANNOTATOR, 0);
    deactivate(here, owner, ann.id());

    assertThat(startsIn(ann, null)).isNull();
    assertThat(refusal(() -> startsIn(ann, here))).isInstanceOf(Violation.Invalid.class);
  }

  private void deactivate(OrganizationId here, UserId owner, UserId user) {
    change(
        here,
        List.of(owner, user),
        occasion(owner, 1),
        slice -> slice.changeRole(owner, user, Role.DEACTIVATED));
  }

  @Test
  void organizationThatIsNotTheirsIsNamedOnceThePasswordIsRight() {
    var ann = account("ann");
    var foreign = found(person("owner"));
    var email = ann.email().value();
    var wished = new SignIn.Command(email, PASSWORD, foreign, CLIENT);

    assertThat(refusal(() -> signIn.execute(wished)))
        .isEqualTo(
            Violation.Invalid.field("organization", "You cannot work in this organization."));
    assertThat(signIn.execute(new SignIn.Command(email, Secret.of("wrong horse"), foreign, CLIENT)))
        .isEmpty();
  }

  @Test
  void discoveryAsksForNoAccountAndIsLimited() {
    var discover = new DiscoverSignIn(AttemptsFixture.in(world));
    var known = account("ann").email().value();
    for (var email : List.of(known, "nobody@example.com")) {
      for (int i = 0; i < 10; i++) {
        assertThat(discover.execute(email, CLIENT)).containsExactly(DiscoverSignIn.Method.PASSWORD);
      }
      assertThat(refusal(() -> discover.execute(email, CLIENT)))
          .isInstanceOf(Violation.TooManyAttempts.class);
    }
    assertThat(refusal(() -> discover.execute("nonsense", CLIENT)))
        .isEqualTo(Violation.Invalid.field("email", "Enter a valid email address."));
  }
}
