package io.rollcall.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.organization.SignUp;
import io.rollcall.application.port.FixedServerInfo;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.membership.Violation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guessing and flooding, and what stops it. */
class AttemptsTest extends IdentityUseCaseTest {
  private static final Secret WRONG = Secret.of("wrong horse");

  private final Attempts attempts = AttemptsFixture.in(world);

  private void signIn(String email, Secret password, String address) {
    signIn.execute(new SignIn.Command(email, password, null, new Client("Firefox", address)));
  }

  private Violation refused(String email, Secret password, String address) {
    return refusal(() -> signIn(email, password, address));
  }

  @Test
  void eleventhWrongPasswordOnOneAccountIsNotTriedWhereverItComesFrom() {
    signUp("ann@example.com");
    for (int i = 0; i < 10; i++) {
      signIn("ann@example.com", WRONG, "192.0.2." + i);
    }
    int compared = world.hasher().compared().size();

    assertThat(refused("ANN@example.com ", PASSWORD, "192.0.2.200"))
        .isEqualTo(new Violation.TooManyAttempts(90));
    assertThat(world.hasher().compared()).hasSize(compared);
    later(Duration.ofSeconds(90));
    signIn("ann@example.com", PASSWORD, "192.0.2.200");
  }

  /** A soft hyphen, a letter of double width, another full stop: the account is the same. */
  @Test
  void otherSpellingsOfAnAddressHaveNoAllowanceOfTheirOwn() {
    signUp("ann@example.com");
    var spellings =
        List.of("ann@exam\u00ADple.com", "ann@\uFF45xample.com", "ann@example\u3002com");
    for (int i = 0; i < 10; i++) {
      signIn(spellings.get(i % spellings.size()), WRONG, "192.0.2." + i);
    }

    assertThat(refused("ann@example.com", PASSWORD, "192.0.2.200"))
        .isEqualTo(new Violation.TooManyAttempts(90));
  }

  @Test
  void unknownAccountIsLimitedInTheSameWay() {
    for (int i = 0; i < 10; i++) {
      signIn("nobody@example.com", WRONG, "192.0.2." + i);
    }
    assertThat(refused("nobody@example.com", WRONG, "192.0.2.200"))
        .isEqualTo(new Violation.TooManyAttempts(90));
  }

  @Test
  void oneAddressDoesNotSprayOverManyAccounts() {
    for (int i = 0; i < 100; i++) {
      signIn("user%d@example.com".formatted(i), WRONG, "192.0.2.1");
    }
    assertThat(refused("another@example.com", WRONG, "192.0.2.1"))
        .isInstanceOf(Violation.TooManyAttempts.class);
    signIn("another@example.com", WRONG, "192.0.2.2");
  }

  @Test
  void wholeNetworkOfOneCustomerIsOneAddress() {
    for (int i = 0; i < 100; i++) {
      signIn("user%d@example.com".formatted(i), WRONG, "2001:db8:1:2::" + Integer.toHexString(i));
    }
    assertThat(refused("another@example.com", WRONG, "2001:db8:1:2:ffff::1"))
        .isInstanceOf(Violation.TooManyAttempts.class);
    signIn("another@example.com", WRONG, "2001:db8:1:3::1");
  }

  @Test
  void blockedAddressDoesNotLockTheAccountsItGoesOnToTry() {
    signUp("ann@example.com");
    for (int i = 0; i < 100; i++) {
      signIn("user%d@example.com".formatted(i), WRONG, "192.0.2.1");
    }
    for (int i = 0; i < 50; i++) {
      refused("ann@example.com", WRONG, "192.0.2.1");
    }
    signIn("ann@example.com", PASSWORD, "192.0.2.2");
  }

  @Test
  void rightPasswordsNeverCount() {
    signUp("ann@example.com");
    for (int i = 0; i < 300; i++) {
      signIn("ann@example.com", PASSWORD, "192.0.2.1");
    }
  }

  @Test
  void signUpsOfOneAddressAreLimited() {
    for (int i = 0; i < 100; i++) {
      signUp("user%d@example.com".formatted(i));
    }
    assertThat(refusal(() -> signUp("another@example.com")))
        .isInstanceOf(Violation.TooManyAttempts.class);
    signUp(FixedServerInfo.DEFAULT)
        .execute(
            new SignUp.Command("other@example.com", PASSWORD, "", "", new Client("", "192.0.2.2")));
  }

  @Test
  void kindsAreCountedEachForItself() {
    var client = new Client("Firefox", "192.0.2.1");
    for (int i = 0; i < 3; i++) {
      attempts.take(Attempts.Kind.MAIL, "ann@example.com", client);
    }
    assertThat(refusal(() -> attempts.take(Attempts.Kind.MAIL, "ann@example.com", client)))
        .isEqualTo(new Violation.TooManyAttempts(300));
    attempts.take(Attempts.Kind.LOGIN, "ann@example.com", client);
    for (int i = 0; i < 100; i++) {
      attempts.take(Attempts.Kind.REDEMPTION, client);
    }
    assertThat(refusal(() -> attempts.take(Attempts.Kind.REDEMPTION, client)))
        .isInstanceOf(Violation.TooManyAttempts.class);
  }

  @Test
  void addressThatIsNoneIsCountedUnderItsName() {
    for (int i = 0; i < 100; i++) {
      attempts.take(Attempts.Kind.REDEMPTION, new Client("", "unix socket"));
    }
    assertThat(
            refusal(() -> attempts.take(Attempts.Kind.REDEMPTION, new Client("", "unix socket"))))
        .isInstanceOf(Violation.TooManyAttempts.class);
    attempts.take(Attempts.Kind.REDEMPTION, new Client("", ""));
  }
}
