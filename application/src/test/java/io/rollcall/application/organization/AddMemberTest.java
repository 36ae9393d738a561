package io.rollcall.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.identity.AccountMailsFixture;
import io.rollcall.application.identity.IdentityUseCaseTest;
import io.rollcall.application.identity.SignIn;
import io.rollcall.application.port.Mail;
import io.rollcall.application.port.MemberViews;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddMemberTest extends IdentityUseCaseTest {
  private static final User.Profile NAMES = new User.Profile("annie", "Ann", "Lee", "123");

  private final UserId owner = person("owner");
  private final OrganizationId here = found(owner);
  private final AddMember add =
      new AddMember(
          world.users(),
          world.organizations(),
          world.memberViews(),
          AccountMailsFixture.in(world, mailer),
          world.ids(),
          world.clock());

  private MemberViews.MemberRow add(UserId actor, String email) {
    return add.execute(new AddMember.Command(here, actor, email, NAMES));
  }

  private User account(String email) {
    return world.users().credentials(EmailAddress.parse(email).orElseThrow()).orElseThrow().user();
  }

  private void defaultRole(Role role) {
    change(
        here,
        List.of(owner),
        occasion(owner, 0),
        slice -> slice.update(slice.organization().withDefaultRole(role)));
  }

  @Test
  void unknownAddressGetsAnAccountOfTheOrganizationAndALetter() {
    var row = add(owner, " Ann@Example.COM");

    var ann = account("ann@example.com");
    assertThat(row.userId()).isEqualTo(ann.id().value());
    assertThat(ann.profile()).isEqualTo(NAMES);
    assertThat(ann.provisionedBy()).isEqualTo(here);
    assertThat(ann.emailVerifiedAt()).isNull();
    assertThat(world.users().credentials(ann.id()).orElseThrow().password()).isNull();
    assertThat(mailer.last())
        .isInstanceOfSatisfying(
            Mail.Welcome.class,
            letter -> {
              assertThat(letter.to()).isEqualTo(ann.email());
              assertThat(letter.organization())
                  .isEqualTo(world.organizations().find(here).orElseThrow().title());
              assertThat(letter.expiresAt())
                  .isEqualTo(world.clock().instant().plus(Duration.ofDays(7)));
            });
  }

  @Test
  void accountWithoutAPasswordOpensNothing() {
    add(owner, "ann@example.com");

    assertThat(signIn.execute(new SignIn.Command("ann@example.com", PASSWORD, null, CLIENT)))
        .isEmpty();
  }

  @Test
  void accountThatExistsJoinsAsItIs() {
    var ann = signUp("ann@example.com").caller().user();
    var before = world.users().credentials(ann);
    int letters = mailer.sent().size();

    var row = add(owner, "ann@example.com");

    assertThat(row.userId()).isEqualTo(ann.value());
    assertThat(world.users().credentials(ann)).isEqualTo(before);
    assertThat(mailer.sent()).hasSize(letters);
  }

  @Test
  void whoeverIsAddedGetsTheDefaultRoleOfTheMoment() {
    assertThat(add(owner, "early@example.com").role()).isEqualTo(Role.NOT_ACTIVATED);
    defaultRole(Role.ANNOTATOR);

    var late = add(owner, "late@example.com");

    assertThat(late.role()).isEqualTo(Role.ANNOTATOR);
    assertThat(late.rule()).isEqualTo(Rule.DEFAULT);
    assertThat(role(here, account("early@example.com").id())).isEqualTo(Role.NOT_ACTIVATED);
  }

  @Test
  void withoutAFreeSeatThePersonWaits() {
    defaultRole(Role.ANNOTATOR);
    change(
        here,
        List.of(owner),
        occasion(owner, 0),
        slice -> slice.update(slice.organization().withPlan(seats(1))));

    var row = add(owner, "ann@example.com");

    assertThat(row.role()).isEqualTo(Role.NOT_ACTIVATED);
    assertThat(row.rule()).isEqualTo(Rule.SEAT_LIMIT);
  }

  @Test
  void memberIsRefusedByName() {
    add(owner, "ann@example.com");

    assertThat(refusal(() -> add(owner, "ann@example.com")))
        .isEqualTo(Violation.Invalid.field("email", "This person is a member already."));
  }

  @Test
  void somebodyWhoWasTakenOutComesBackWithACleanSlate() {
    var ann = signUp("ann@example.com").caller().user();
    join(here, owner, ann, Role.MANAGER, 0);
    change(here, List.of(owner, ann), occasion(owner, 1), slice -> slice.remove(owner, ann));

    assertThat(add(owner, "ann@example.com").role()).isEqualTo(Role.NOT_ACTIVATED);
  }

  @Test
  void unusableAddressIsNamed() {
    assertThat(refusal(() -> add(owner, "nonsense")))
        .isEqualTo(Violation.Invalid.field("email", "Enter a valid email address."));
  }

  @Test
  void onlyWhoMayInviteMayAdd() {
    var manager = member(here, owner, "manager", Role.MANAGER);
    assertThat(refusal(() -> add(manager, "ann@example.com")))
        .isEqualTo(new Violation.NotPermitted("invite_members"));
    assertThat(refusal(() -> add(person("stranger"), "ann@example.com")))
        .isEqualTo(new Violation.NotFound("organization"));

    change(
        here,
        List.of(owner),
        occasion(owner, 1),
        slice ->
            slice.update(
                slice
                    .organization()
                    .withPermissions(
                        slice
                            .organization()
                            .permissions()
                            .with(
                                Permission.INVITE_MEMBERS,
                                Set.of(Role.OWNER, Role.ADMINISTRATOR, Role.MANAGER)))));
    assertThat(add(manager, "ann@example.com").role()).isEqualTo(Role.NOT_ACTIVATED);
  }

  @Test
  void whoIsRefusedLeavesNoAccountBehind() {
    var annotator = member(here, owner, "annotator", Role.ANNOTATOR);

    refusal(() -> add(annotator, "ann@example.com"));

    assertThat(world.users().credentials(EmailAddress.parse("ann@example.com").orElseThrow()))
        .isEmpty();
  }
}
