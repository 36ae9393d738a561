package io.rollcall.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.membership.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangePasswordTest extends IdentityUseCaseTest {
  private static final Secret NEW = Secret.of("battery staple");

  private final ChangePassword change =
      new ChangePassword(
          world.users(),
          world.sessions(),
          world.apiTokens(),
          PasswordsFixture.in(world),
          world.hasher(),
          AttemptsFixture.in(world),
          world.atomically());
  private final SignedIn ann = signUp("ann@example.com");

  private void change(Caller caller, Secret old, Secret replacement) {
    change.execute(new ChangePassword.Command(caller, old, replacement, CLIENT));
  }

  private boolean opens(Secret password) {
    return signIn
        .execute(new SignIn.Command("ann@example.com", password, null, CLIENT))
        .isPresent();
  }

  @Test
  void newPasswordOpensAndTheOldOneDoesNot() {
    change(ann.caller(), PASSWORD, NEW);

    assertThat(opens(NEW)).isTrue();
    assertThat(opens(PASSWORD)).isFalse();
  }

  @Test
  void everyOtherSessionEndsThoseOfProvidersToo() {
    var other = session(ann.caller().user(), null, null);
    var bound = session(ann.caller().user(), ann.caller().active(), ann.caller().active());
    var bobs = session(person("bob"), null, null);

    change(ann.caller(), PASSWORD, NEW);

    assertThat(find(ann.token())).isPresent();
    assertThat(find(other)).isEmpty();
    assertThat(find(bound)).isEmpty();
    assertThat(find(bobs)).isPresent();
  }

  @Test
  void everyKeyEndsInEveryOrganization() {
    var there = found(ann.caller().user());
    var key = world.vault().newToken();
    var hash = world.vault().hash(key);
    world.legacyTokens().replace(there, ann.caller().user(), key, hash);

    change(ann.caller(), PASSWORD, NEW);

    assertThat(authenticate.byLegacyToken(key)).isEmpty();
  }

  @Test
  void wrongOldPasswordChangesNothing() {
    var other = session(ann.caller().user(), null, null);

    assertThat(refusal(() -> change(ann.caller(), Secret.of("wrong horse"), NEW)))
        .isInstanceOfSatisfying(
            Violation.Invalid.class,
            invalid -> assertThat(invalid.fields()).containsOnlyKeys("old_password"));
    assertThat(opens(PASSWORD)).isTrue();
    assertThat(find(other)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"short77", "iloveyou1", "ILOVEYOU1", "ann@example.com", " Ann@Example.com"})
  void passwordThatMayNotBeKeptIsNamed(String password) {
    assertThat(refusal(() -> change(ann.caller(), PASSWORD, Secret.of(password))))
        .isInstanceOfSatisfying(
            Violation.Invalid.class,
            invalid -> assertThat(invalid.fields()).containsOnlyKeys("password"));
    assertThat(opens(PASSWORD)).isTrue();
  }

  @Test
  void credentialOfOneOrganizationDoesNotChangeThePasswordOfTheAccount() {
    var here = ann.caller().active();
    var bound = browser(ann, here, here);
    var script = script(ann.caller().user(), here);

    for (var caller : new Caller[] {bound, script}) {
      assertThat(refusal(() -> change(caller, PASSWORD, NEW)))
          .isEqualTo(new Violation.PasswordSessionRequired());
    }
  }

  @Test
  void accountWithoutPasswordHasNoneToChange() {
    var bob = person("bob");
    var session = session(bob, null, null);
    var caller = authenticate.bySession(session).orElseThrow();

    assertThat(refusal(() -> change(caller, Secret.of(""), NEW)))
        .isInstanceOf(Violation.Invalid.class);
  }

  @Test
  void guessingWithAStolenSessionIsLimitedLikeGuessingAtLogin() {
    for (int i = 0; i < 10; i++) {
      refusal(() -> change(ann.caller(), Secret.of("wrong horse"), NEW));
    }

    assertThat(refusal(() -> change(ann.caller(), PASSWORD, NEW)))
        .isInstanceOf(Violation.TooManyAttempts.class);
    assertThat(refusal(() -> opens(PASSWORD))).isInstanceOf(Violation.TooManyAttempts.class);
  }
}
