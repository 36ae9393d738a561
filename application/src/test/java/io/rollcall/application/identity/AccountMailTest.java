package io.rollcall.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.Mail;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.membership.Violation;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What mails about an account let their readers do. */
class AccountMailTest extends IdentityUseCaseTest {
  private static final Secret NEW = Secret.of("battery staple");

  private final Attempts attempts = AttemptsFixture.in(world);
  private final AccountMails mails =
      new AccountMails(world.accountTokens(), mailer, world.vault(), world.clock());
  private final ForgetPassword forget =
      new ForgetPassword(world.users(), mails, attempts, world.background(), world.atomically());
  private final ResetPassword reset =
      new ResetPassword(
          world.accountTokens(),
          world.users(),
          world.sessions(),
          world.apiTokens(),
          PasswordsFixture.in(world),
          attempts,
          world.vault(),
          world.atomically(),
          world.notes(),
          world.clock());
  private final VerifyAddress verify =
      new VerifyAddress(
          world.accountTokens(),
          world.users(),
          mails,
          attempts,
          world.vault(),
          world.atomically(),
          world.clock(),
          world.notes());
  private final ChangeAddress changeAddress =
      new ChangeAddress(world.users(), mails, world.hasher(), attempts, world.atomically());
  private final SignedIn ann = signUp("ann@example.com");
  private final int before = mailer.sent().size();

  private List<Mail> sent() {
    return mailer.sent().subList(before, mailer.sent().size());
  }

  private void forget(String email) {
    forget.execute(new ForgetPassword.Command(email, CLIENT));
  }

  private Secret forgotten() {
    forget("ann@example.com");
    return ((Mail.PasswordReset) mailer.last()).token();
  }

  private void reset(Secret token, Secret password) {
    reset.execute(new ResetPassword.Command(token, password, CLIENT));
  }

  private void follow(Secret token) {
    verify.execute(new VerifyAddress.Command(token, CLIENT));
  }

  private Secret asked(String address) {
    changeAddress.execute(new ChangeAddress.Command(ann.caller(), address, PASSWORD, CLIENT));
    return ((Mail.AddressVerification) mailer.last()).token();
  }

  private boolean opens(String email, Secret password) {
    return signIn.execute(new SignIn.Command(email, password, null, CLIENT)).isPresent();
  }

  private void refusesTheLink(ThrowingCallable call) {
    assertThat(refusal(call))
        .isInstanceOfSatisfying(
            Violation.Invalid.class,
            invalid -> assertThat(invalid.fields()).containsOnlyKeys("token"));
  }

  private static EmailAddress address(String text) {
    return EmailAddress.parse(text).orElseThrow();
  }

  @Test
  void linkSetsAPasswordEndsAllSessionsAndProvesTheAddress() {
    var other = session(ann.caller().user(), null, null);

    reset(forgotten(), NEW);

    assertThat(opens("ann@example.com", NEW)).isTrue();
    assertThat(opens("ann@example.com", PASSWORD)).isFalse();
    assertThat(find(ann.token())).isEmpty();
    assertThat(find(other)).isEmpty();
    assertThat(world.users().find(ann.caller().user()).orElseThrow().emailVerifiedAt())
        .isEqualTo(world.clock().instant());
  }

  @Test
  void whoeverADirectoryMadeAMemberSetsAFirstPasswordByTheSameLink() {
    world
        .users()
        .add(
            new User(
                world.ids().nextUser(),
                address("made@example.com"),
                new User.Profile("made", "", "", ""),
                ann.caller().active(),
                null,
                world.clock().instant()),
            null);
    assertThat(opens("made@example.com", NEW)).isFalse();

    forget("made@example.com");
    reset(((Mail.PasswordReset) mailer.last()).token(), NEW);

    assertThat(opens("made@example.com", NEW)).isTrue();
  }

  @Test
  void firstPasswordTakesALinkThatIsGoodOnceAndForAWeek() {
    var address = address("made@example.com");
    var made =
        new User(
            world.ids().nextUser(),
            address,
            new User.Profile("made", "", "", ""),
            ann.caller().active(),
            null,
            world.clock().instant());
    world.users().add(made, null);
    mails.welcome(made.id(), address, "Example");
    var late = ((Mail.Welcome) mailer.last()).token();
    later(Duration.ofDays(7));
    refusesTheLink(() -> reset(late, NEW));
    assertThat(opens("made@example.com", NEW)).isFalse();

    mails.welcome(made.id(), address, "Example");
    var link = ((Mail.Welcome) mailer.last()).token();
    later(Duration.ofDays(7).minusSeconds(1));
    reset(link, NEW);

    assertThat(opens("made@example.com", NEW)).isTrue();
    assertThat(world.users().find(made.id()).orElseThrow().emailVerifiedAt())
        .isEqualTo(world.clock().instant());
    refusesTheLink(() -> reset(link, PASSWORD));
  }

  @Test
  void linkIsGoodOnceAndForAnHour() {
    var used = forgotten();
    reset(used, NEW);
    refusesTheLink(() -> reset(used, PASSWORD));

    var late = forgotten();
    later(Duration.ofHours(1));
    refusesTheLink(() -> reset(late, PASSWORD));

    var replaced = forgotten();
    forgotten();
    refusesTheLink(() -> reset(replaced, PASSWORD));
    refusesTheLink(() -> reset(Secret.of("guessed"), PASSWORD));
  }

  @Test
  void passwordThatMayNotBeKeptLeavesTheLinkGood() {
    var token = forgotten();

    assertThat(refusal(() -> reset(token, Secret.of("iloveyou1"))))
        .isInstanceOf(Violation.Invalid.class);
    reset(token, NEW);
  }

  @Test
  void unknownAddressGetsNoMailAndTheSameAnswer() {
    for (var unknown : List.of("nobody@example.com", "not an address")) {
      forget(unknown);
    }
    assertThat(sent()).isEmpty();
  }

  @Test
  void nobodyIsFloodedWithMail() {
    for (var address : List.of("ann@example.com", "nobody@example.com")) {
      for (int i = 0; i < 3; i++) {
        forget(address);
      }
      assertThat(refusal(() -> forget(address))).isInstanceOf(Violation.TooManyAttempts.class);
    }
  }

  @Test
  void linkOfOnePurposeDoesNotServeAnother() {
    var resetting = forgotten();
    refusesTheLink(() -> follow(resetting));
    verify.ask(ann.caller(), CLIENT);
    var verifying = ((Mail.AddressVerification) mailer.last()).token();
    refusesTheLink(() -> reset(verifying, NEW));
  }

  @Test
  void addressIsProvedByItsLink() {
    verify.ask(ann.caller(), CLIENT);
    assertThat(mailer.last().to()).isEqualTo(address("ann@example.com"));

    follow(((Mail.AddressVerification) mailer.last()).token());

    assertThat(world.users().find(ann.caller().user()).orElseThrow().emailVerifiedAt()).isNotNull();
  }

  @Test
  void newAddressCountsOnceItIsProvedAndTheOldOneIsTold() {
    var token = asked("Annie@Example.com");
    assertThat(mailer.last().to()).isEqualTo(address("annie@example.com"));
    assertThat(opens("annie@example.com", PASSWORD)).as("before").isFalse();

    follow(token);

    assertThat(opens("annie@example.com", PASSWORD)).isTrue();
    assertThat(opens("ann@example.com", PASSWORD)).isFalse();
    assertThat(mailer.last())
        .isEqualTo(
            new Mail.AddressChanged(address("ann@example.com"), address("annie@example.com")));
  }

  @Test
  void linkInTheOldMailboxIsDeadOnceTheAddressChanged() {
    var old = forgotten();
    follow(asked("annie@example.com"));

    refusesTheLink(() -> reset(old, NEW));
  }

  @Test
  void addressOfAnotherAccountIsNeitherToldNorTaken() {
    signUp("bob@example.com");
    int signedUp = mailer.sent().size();
    changeAddress.execute(
        new ChangeAddress.Command(ann.caller(), "bob@example.com", PASSWORD, CLIENT));
    assertThat(mailer.sent()).hasSize(signedUp);

    var token = asked("late@example.com");
    signUp("late@example.com");
    refusesTheLink(() -> follow(token));
    assertThat(opens("ann@example.com", PASSWORD)).isTrue();
  }

  @Test
  void addressIsChangedWithThePasswordAlone() {
    assertThat(
            refusal(
                () ->
                    changeAddress.execute(
                        new ChangeAddress.Command(
                            ann.caller(), "x@example.com", Secret.of("wrong"), CLIENT))))
        .isInstanceOfSatisfying(
            Violation.Invalid.class,
            invalid -> assertThat(invalid.fields()).containsOnlyKeys("password"));
    var here = ann.caller().active();
    var bound = browser(ann, here, here);
    assertThat(
            refusal(
                () ->
                    changeAddress.execute(
                        new ChangeAddress.Command(bound, "x@example.com", PASSWORD, CLIENT))))
        .isEqualTo(new Violation.PasswordSessionRequired());
    assertThat(sent()).isEmpty();
  }
}
