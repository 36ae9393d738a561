package io.rollcall.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.identity.IdentityUseCaseTest;
import io.rollcall.application.identity.SignIn;
import io.rollcall.application.identity.SignedIn;
import io.rollcall.application.port.FixedServerInfo;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignUpTest extends IdentityUseCaseTest {
  @Test
  void makesAnAccountAndAnOrganizationOfItsOwn() {
    var signedIn = signUp(" Ann.Lee@Example.COM ");

    var organization = active(signedIn);
    assertThat(world.organizations().find(organization).orElseThrow())
        .satisfies(
            founded -> {
              assertThat(founded.title()).isEqualTo("ann.lee@example.com");
              assertThat(founded.owner()).isEqualTo(signedIn.caller().user());
              assertThat(founded.defaultRole()).isEqualTo(Role.NOT_ACTIVATED);
            });
    assertThat(role(organization, signedIn.caller().user())).isEqualTo(Role.OWNER);
    assertThat(world.users().find(signedIn.caller().user()).orElseThrow())
        .satisfies(
            user -> {
              assertThat(user.profile().firstName()).isEqualTo("Ann");
              assertThat(user.provisionedBy()).isNull();
              assertThat(user.emailVerifiedAt()).isNull();
            });
  }

  private static OrganizationId active(SignedIn signedIn) {
    var active = signedIn.caller().active();
    assertThat(active).isNotNull();
    return active;
  }

  @Test
  void signsIn() {
    var signedIn = signUp("ann@example.com");

    assertThat(authenticate.bySession(signedIn.token())).contains(signedIn.caller());
    assertThat(signedIn.caller().boundTo()).as("a password opens everything").isNull();
  }

  @Test
  void newOrganizationHasThePlanOfTheServer() {
    var plan = new Plan(3, false, false, true, false, true);

    var signedIn =
        signUp(FixedServerInfo.plan(plan))
            .execute(new SignUp.Command("ann@example.com", PASSWORD, "", "", CLIENT))
            .orElseThrow();

    assertThat(world.organizations().find(active(signedIn)).orElseThrow().plan()).isEqualTo(plan);
  }

  @Test
  void passwordIsKeptHashed() {
    signUp("ann@example.com");

    var kept =
        world
            .users()
            .credentials(EmailAddress.parse("ann@example.com").orElseThrow())
            .orElseThrow()
            .password();
    assertThat(kept.encoded().reveal()).doesNotContain(PASSWORD.reveal());
    assertThat(world.hasher().matches(PASSWORD, kept)).isTrue();
  }

  @Test
  void addressWithAnAccountIsRefusedAndTheAccountStays() {
    signUp("ann@example.com");

    var refusal =
        refusal(
            () ->
                signUp(FixedServerInfo.DEFAULT)
                    .execute(
                        new SignUp.Command(
                            "ANN@example.com", Secret.of("another one"), "", "", CLIENT)));

    assertThat(refusal)
        .isInstanceOfSatisfying(
            Violation.Invalid.class, invalid -> assertThat(invalid.fields()).containsKey("email"));
    assertThat(signIn.execute(new SignIn.Command("ann@example.com", PASSWORD, null, CLIENT)))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ann", "@example.com", "ann@", "a b@example.com"})
  void unusableAddressIsRefused(String email) {
    assertThat(refusal(() -> signUp(email)))
        .isInstanceOfSatisfying(
            Violation.Invalid.class,
            invalid -> assertThat(invalid.fields()).containsOnlyKeys("email"));
  }

  @Test
  void passwordHasALength() {
    for (var password : new String[] {"", "short77", "x".repeat(257)}) {
      assertThat(
              refusal(
                  () ->
                      signUp(FixedServerInfo.DEFAULT)
                          .execute(
                              new SignUp.Command(
                                  "ann@example.com", Secret.of(password), "", "", CLIENT))))
          .isInstanceOfSatisfying(
              Violation.Invalid.class,
              invalid -> assertThat(invalid.fields()).containsOnlyKeys("password"));
    }
  }

  @Test
  void lengthOfAPasswordIsCountedInCharacters() {
    signUp(FixedServerInfo.DEFAULT)
        .execute(
            new SignUp.Command("ann@example.com", Secret.of("𝔘".repeat(256)), "", "", CLIENT));

    assertThat(world.users().credentials(EmailAddress.parse("ann@example.com").orElseThrow()))
        .isPresent();
  }

  @Test
  void operatorMayTurnItOff() {
    var closed = new FixedServerInfo(false, Plan.UNLIMITED, Session.Policy.DEFAULT);

    assertThat(
            refusal(
                () ->
                    signUp(closed)
                        .execute(new SignUp.Command("ann@example.com", PASSWORD, "", "", CLIENT))))
        .isEqualTo(new Violation.SignUpByInvitationOnly());
    assertThat(world.users().credentials(EmailAddress.parse("ann@example.com").orElseThrow()))
        .isEmpty();
  }
}
