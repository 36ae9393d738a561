package io.rollcall.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.identity.IdentityUseCaseTest;
import io.rollcall.application.identity.SignIn;
import io.rollcall.application.identity.SignInFixture;
import io.rollcall.application.port.FixedServerInfo;
import io.rollcall.application.port.Mail;
import io.rollcall.application.port.ServerInfo;
import io.rollcall.domain.identity.AttemptLimits;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Plan;
import org.junit.jupiter.api.Test;

/** Signing up where an address has to be proved first: nobody learns which have an account. */
class ConfirmedSignUpTest extends IdentityUseCaseTest {
  private static final Secret OTHER = Secret.of("battery staple");

  /** As the operator's {@code rollcall.sign-up=confirmed}. */
  static final ServerInfo CONFIRMED =
      new ServerInfo() {
        @Override
        public boolean openSignUp() {
          return true;
        }

        @Override
        public boolean provesAddresses() {
          return true;
        }

        @Override
        public Plan defaultPlan() {
          return FixedServerInfo.DEFAULT.defaultPlan();
        }

        @Override
        public Session.Policy sessionPolicy() {
          return FixedServerInfo.DEFAULT.sessionPolicy();
        }

        @Override
        public java.time.Duration invitationLife() {
          return FixedServerInfo.DEFAULT.invitationLife();
        }

        @Override
        public boolean sendsMail() {
          return FixedServerInfo.DEFAULT.sendsMail();
        }

        @Override
        public java.time.Duration activityRetention() {
          return FixedServerInfo.DEFAULT.activityRetention();
        }

        @Override
        public java.time.Duration organizationGrace() {
          return FixedServerInfo.DEFAULT.organizationGrace();
        }

        @Override
        public AttemptLimits attemptLimits() {
          return FixedServerInfo.DEFAULT.attemptLimits();
        }
      };

  private final SignIn signIn = SignInFixture.in(world, open, CONFIRMED);

  private boolean signsUpAndIn(String email, Secret password) {
    return signUp(CONFIRMED)
        .execute(new SignUp.Command(email, password, "Ann", "Lee", CLIENT))
        .isPresent();
  }

  private boolean opens(Secret password) {
    return signIn
        .execute(new SignIn.Command("ann@example.com", password, null, CLIENT))
        .isPresent();
  }

  @Test
  void newAddressGetsALinkAndOpensNothingUntilItIsFollowed() {
    assertThat(signsUpAndIn("ann@example.com", PASSWORD)).isFalse();

    assertThat(mailer.last()).isInstanceOf(Mail.AddressVerification.class);
    assertThat(opens(PASSWORD)).isFalse();
    SignInFixture.follow(world, mailer, ((Mail.AddressVerification) mailer.last()).token());
    assertThat(opens(PASSWORD)).isTrue();
  }

  @Test
  void knownAddressGetsWordAndTheSameAnswer() {
    signsUpAndIn("ann@example.com", PASSWORD);
    SignInFixture.follow(world, mailer, ((Mail.AddressVerification) mailer.last()).token());

    assertThat(signsUpAndIn("ann@example.com", OTHER)).isFalse();

    assertThat(mailer.last())
        .isEqualTo(new Mail.AccountExists(EmailAddress.parse("ann@example.com").orElseThrow()));
    assertThat(opens(PASSWORD)).isTrue();
    assertThat(opens(OTHER)).isFalse();
  }

  @Test
  void nobodyIsFloodedWithMail() {
    for (int i = 0; i < 3; i++) {
      signsUpAndIn("ann@example.com", PASSWORD);
    }
    assertThat(refusal(() -> signsUpAndIn("ann@example.com", PASSWORD)))
        .isInstanceOf(Violation.TooManyAttempts.class);
    assertThat(mailer.sent()).hasSize(3);
  }
}
