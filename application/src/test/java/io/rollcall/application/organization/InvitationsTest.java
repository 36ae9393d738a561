package io.rollcall.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.identity.AccountMailsFixture;
import io.rollcall.application.identity.AttemptsFixture;
import io.rollcall.application.identity.Caller;
import io.rollcall.application.identity.IdentityUseCaseTest;
import io.rollcall.application.identity.PasswordsFixture;
import io.rollcall.application.identity.SignedIn;
import io.rollcall.application.port.FixedServerInfo;
import io.rollcall.application.port.Mail;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.RecordingMailer;
import io.rollcall.application.port.ServerInfo;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Invitation;
import io.rollcall.domain.organization.Permission;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvitationsTest extends IdentityUseCaseTest {
  private static final Page.Request FIRST = new Page.Request(1, 100);
  private static final String ANN = "ann@example.com";

  private final RecordingMailer mailer = new RecordingMailer();
  private final SendInvitations send =
      new SendInvitations(
          world.organizations(),
          world.invitations(),
          new ManagedPlaces(world.workspaces(), world.projects()),
          mailer,
          world.vault(),
          FixedServerInfo.DEFAULT,
          world.ids(),
          world.clock(),
          world.notes());
  private final ManageInvitations manage =
      new ManageInvitations(
          world.organizations(),
          world.invitations(),
          mailer,
          world.vault(),
          FixedServerInfo.DEFAULT,
          world.clock(),
          world.notes());
  private final InvitationLink link =
      new InvitationLink(
          world.organizations(), world.invitations(), world.vault(), world.clock(), world.notes());
  private final AcceptInvitation accept =
      new AcceptInvitation(
          world.organizations(),
          world.invitations(),
          new ManagedPlaces(world.workspaces(), world.projects()),
          world.vault(),
          world.ids(),
          world.clock());
  private final JoinByInvitation join =
      new JoinByInvitation(world.users(), accept, AttemptsFixture.in(world));
  private final SignUpByInvitation signUp = signUpByInvitation(FixedServerInfo.DEFAULT);

  private SignUpByInvitation signUpByInvitation(ServerInfo server) {
    return new SignUpByInvitation(
        world.users(),
        accept,
        open,
        PasswordsFixture.in(world),
        AttemptsFixture.in(world),
        server,
        AccountMailsFixture.in(world, mailer),
        world.background(),
        world.atomically(),
        world.ids(),
        world.clock());
  }

  private UserId owner;
  private OrganizationId here;

  @BeforeEach
  void organization() {
    owner = person("owner");
    here = found(owner);
    later(Duration.ofMinutes(1));
  }

  private Secret invite(UserId actor, String email, Role role) {
    send.execute(
        new SendInvitations.Command(here, actor, List.of(email), role, Set.of(), Set.of()));
    return token();
  }

  private Secret token() {
    return ((Mail.Invitation) mailer.last()).token();
  }

  private SignedIn signUp(String email, Secret token) {
    return signUp
        .execute(new SignUp.Command(email, PASSWORD, "Ann", "Lee", CLIENT), token)
        .orElseThrow();
  }

  private OrganizationId join(UserId user, Secret token) {
    return join.execute(
        new Caller(user, null, null, new Caller.Credential.BySession(new SessionId(1))),
        token,
        CLIENT);
  }

  private void assertUnusable(Runnable attempt) {
    assertThat(refusal(attempt::run))
        .isInstanceOfSatisfying(
            Violation.Invalid.class,
            invalid -> assertThat(invalid.fields()).containsOnlyKeys("token"));
  }

  private Invitation pending() {
    return manage.open(here, owner, FIRST).items().getFirst();
  }

  @Test
  void invitedPersonSignsUpIntoTheOrganizationWithTheRole() {
    var signedIn = signUp(ANN, invite(owner, " Ann@Example.COM", Role.REVIEWER));

    assertThat(signedIn.caller().active()).isEqualTo(here);
    var ann = signedIn.caller().user();
    assertThat(member(here, ann).role()).isEqualTo(Role.REVIEWER);
    assertThat(member(here, ann).rule()).isEqualTo(Rule.INVITATION);
    assertThat(world.accountViews().organizations(ann, null)).as("none of their own").hasSize(1);
    assertThat(world.users().find(ann).orElseThrow().emailVerifiedAt()).isNotNull();
    assertThat(manage.open(here, owner, FIRST).total()).isZero();
  }

  @Test
  void letterSaysWhereToAndUntilWhen() {
    invite(owner, ANN, Role.ANNOTATOR);

    assertThat(mailer.last())
        .isInstanceOfSatisfying(
            Mail.Invitation.class,
            letter -> {
              assertThat(letter.to().value()).isEqualTo(ANN);
              assertThat(letter.organization())
                  .isEqualTo(world.organizations().find(here).orElseThrow().title());
              assertThat(letter.expiresAt())
                  .isEqualTo(world.clock().instant().plus(Duration.ofDays(7)));
            });
    assertThat(pending().delivery()).isEqualTo(Invitation.Delivery.QUEUED);
  }

  @Test
  void existingAccountJoinsAndGetsTheWorkspaces() {
    var user = newUser("ann");
    world.users().add(user, null);
    var workspace = workspace(here, owner, "Radiology");
    send.execute(
        new SendInvitations.Command(
            here, owner, List.of(user.email().value()), null, Set.of(workspace), Set.of()));

    assertThat(join(user.id(), token())).isEqualTo(here);
    assertThat(member(here, user.id()).entitled().workspaces()).containsExactly(workspace);
    assertThat(role(here, user.id())).as("the default role").isEqualTo(Role.NOT_ACTIVATED);
  }

  @Test
  void memberMadeBySomethingElseFirstGetsTheGrantsBesides() {
    var user = newUser("ann");
    world.users().add(user, null);
    var token = invite(owner, user.email().value(), Role.REVIEWER);
    join(here, owner, user.id(), List.of(), 0);

    join(user.id(), token);
    join(user.id(), token);

    assertThat(role(here, user.id())).isEqualTo(Role.REVIEWER);
    assertThat(member(here, user.id()).facts().grants())
        .as("the default grant and that of the invitation, once")
        .hasSize(2);
  }

  @Test
  void invitationIsUsedOnceAndByItsAddressAlone() {
    var token = invite(owner, ANN, Role.REVIEWER);

    assertUnusable(() -> signUp("eve@example.com", token));
    assertThat(world.users().credentials(email("eve"))).isEmpty();
    signUp(ANN, token);
    assertUnusable(() -> join(person("bob"), token));
  }

  @Test
  void unknownRevokedAndOldInvitationsOpenNothing() {
    assertUnusable(() -> signUp(ANN, Secret.of("guess")));

    var revoked = invite(owner, ANN, Role.REVIEWER);
    manage.revoke(here, owner, "ANN@example.com");
    assertUnusable(() -> signUp(ANN, revoked));

    var old = invite(owner, ANN, Role.REVIEWER);
    later(Duration.ofDays(7));
    assertUnusable(() -> signUp(ANN, old));
    assertThat(pending().email().value()).as("can be sent again").isEqualTo(ANN);
  }

  @Test
  void sendingAgainKillsTheOldLinkAndGivesTheWholeTime() {
    var old = invite(owner, ANN, Role.REVIEWER);
    later(Duration.ofDays(6));
    manage.resend(here, owner, pending().id());
    var fresh = token();
    later(Duration.ofDays(6));

    assertUnusable(() -> signUp(ANN, old));
    assertThat(signUp(ANN, fresh).caller().active()).isEqualTo(here);
  }

  @Test
  void newInvitationReplacesTheOpenOneOfAnAddress() {
    var old = invite(owner, ANN, Role.ADMINISTRATOR);
    var fresh = invite(owner, ANN, Role.ANNOTATOR);

    assertThat(manage.open(here, owner, FIRST).total()).isEqualTo(1);
    assertUnusable(() -> signUp(ANN, old));
    assertThat(role(here, signUp(ANN, fresh).caller().user())).isEqualTo(Role.ANNOTATOR);
  }

  @Test
  void ownerAndRolesThatNobodyIsGivenCannotBeOffered() {
    for (var role : List.of(Role.OWNER, Role.VIEW_ONLY, Role.DEACTIVATED)) {
      assertThat(refusal(() -> invite(owner, ANN, role)))
          .isEqualTo(new Violation.RoleOutOfReach(role));
    }
    assertThat(mailer.sent()).isEmpty();
  }

  @Test
  void managerInvitesWhenTheOwnerAllowsItAndNobodyAboveThemselves() {
    var manager = member(here, owner, "manager", Role.MANAGER);
    assertThat(refusal(() -> invite(manager, ANN, Role.ANNOTATOR)))
        .isEqualTo(new Violation.NotPermitted("invite_members"));
    allowManagers(true);

    invite(manager, ANN, Role.MANAGER);
    assertThat(refusal(() -> invite(manager, ANN, Role.ADMINISTRATOR)))
        .isEqualTo(new Violation.RoleOutOfReach(Role.ADMINISTRATOR));
    var foreign = workspace(here, owner, "Not theirs");
    assertThat(refusal(() -> inviteInto(manager, foreign)))
        .isInstanceOfSatisfying(
            Violation.Invalid.class,
            invalid -> assertThat(invalid.fields()).containsOnlyKeys("workspaces"));
  }

  @Test
  void managerInvitesIntoTheirOwnAndJoinedPlacesAlone() {
    var manager = member(here, owner, "manager", Role.MANAGER);
    allowManagers(true);
    var own = workspace(here, manager, "Own");
    var joined = workspace(here, owner, "Joined");
    change(
        here,
        List.of(owner, manager),
        occasion(owner, 3),
        slice -> slice.places().setWorkspaceMember(owner, manager, joined, true));
    var foreign = workspace(here, owner, "Foreign");
    var sandbox = newWorkspace(here, manager, "Sandbox", true);
    world.workspaces().add(sandbox);

    inviteInto(manager, own);
    inviteInto(manager, joined);
    for (var refused : List.of(foreign, sandbox.id())) {
      assertNamed("workspaces", () -> inviteInto(manager, refused));
    }

    inviteInto(manager, project(manager, null));
    inviteInto(manager, project(owner, joined));
    for (var refused : List.of(project(owner, null), project(owner, foreign))) {
      assertNamed("projects", () -> inviteInto(manager, refused));
    }
    assertNamed("projects", () -> inviteInto(owner, new ProjectId(4711)));
    inviteInto(owner, project(manager, null));
  }

  private ProjectId project(UserId creator, WorkspaceId workspace) {
    return project(here, workspace, creator, "Project");
  }

  private void inviteInto(UserId actor, ProjectId project) {
    send.execute(
        new SendInvitations.Command(here, actor, List.of(ANN), null, Set.of(), Set.of(project)));
  }

  private void assertNamed(String field, Runnable attempt) {
    assertThat(refusal(attempt::run))
        .isInstanceOfSatisfying(
            Violation.Invalid.class,
            invalid -> assertThat(invalid.fields()).containsOnlyKeys(field));
  }

  @Test
  void placesThatTheSenderNoLongerManagesAreLeftOut() {
    var manager = member(here, owner, "manager", Role.MANAGER);
    allowManagers(true);
    var joined = workspace(here, owner, "Joined");
    change(
        here,
        List.of(owner, manager),
        occasion(owner, 3),
        slice -> slice.places().setWorkspaceMember(owner, manager, joined, true));
    inviteInto(manager, joined);
    var token = token();
    change(
        here,
        List.of(owner, manager),
        occasion(owner, 4),
        slice -> slice.places().setWorkspaceMember(owner, manager, joined, false));

    var ann = signUp(ANN, token).caller().user();

    assertThat(member(here, ann).entitled().workspaces()).isEmpty();
  }

  @Test
  void acceptingWithoutAFreeSeatWaitsForOne() {
    change(
        here,
        List.of(owner),
        occasion(owner, 3),
        slice -> slice.update(slice.organization().withPlan(seats(2))));
    var last = signUp("bob@example.com", invite(owner, "bob@example.com", Role.REVIEWER));
    assertThat(role(here, last.caller().user())).isEqualTo(Role.REVIEWER);

    var ann = signUp(ANN, invite(owner, ANN, Role.REVIEWER)).caller().user();

    assertThat(role(here, ann)).isEqualTo(Role.NOT_ACTIVATED);
    assertThat(member(here, ann).rule()).isEqualTo(Rule.SEAT_LIMIT);
    assertThat(manage.open(here, owner, FIRST).total()).as("it is used").isZero();
  }

  @Test
  void invitationOfOneOrganizationIsNothingInAnother() {
    var other = person("other");
    var there = found(other);
    invite(owner, ANN, Role.REVIEWER);
    var id = pending().id();

    assertThat(refusal(() -> manage.resend(there, other, id)))
        .isEqualTo(new Violation.NotFound("invitation"));
    assertThat(refusal(() -> manage.revoke(there, other, ANN)))
        .isEqualTo(new Violation.NotFound("invitation"));
    var ann = signUp(ANN, token()).caller().user();
    assertThat(world.organizations().member(there, ann)).isEmpty();
  }

  @Test
  void linkIsShownToThoseAloneWhoMayInvite() {
    var manager = member(here, owner, "manager", Role.MANAGER);
    assertThat(link.shownTo(here, manager)).isEmpty();
    assertThat(link.shownTo(here, owner)).contains(link.read(here, owner));

    allowManagers(true);
    assertThat(link.shownTo(here, manager)).contains(link.read(here, owner));
    assertThat(refusal(() -> link.shownTo(here, person("stranger"))))
        .isEqualTo(new Violation.NotFound("organization"));
  }

  private void inviteInto(UserId actor, WorkspaceId workspace) {
    send.execute(
        new SendInvitations.Command(here, actor, List.of(ANN), null, Set.of(workspace), Set.of()));
  }

  private void allowManagers(boolean allowed) {
    var permissions = world.organizations().find(here).orElseThrow().permissions();
    change(
        here,
        List.of(owner),
        occasion(owner, 2),
        slice ->
            slice.update(
                slice
                    .organization()
                    .withPermissions(
                        allowed
                            ? permissions.with(
                                Permission.INVITE_MEMBERS,
                                Set.of(Role.OWNER, Role.ADMINISTRATOR, Role.MANAGER))
                            : permissions.without(Permission.INVITE_MEMBERS))));
  }

  @Test
  void invitationIsVoidWhileItsSenderMayNotSendIt() {
    var admin = member(here, owner, "admin", Role.ADMINISTRATOR);
    var token = invite(admin, ANN, Role.ADMINISTRATOR);
    change(
        here,
        List.of(owner, admin),
        occasion(owner, 3),
        slice -> slice.changeRole(owner, admin, Role.ANNOTATOR));

    assertUnusable(() -> signUp(ANN, token));
    manage.resend(here, owner, pending().id());
    assertThat(role(here, signUp(ANN, token()).caller().user())).isEqualTo(Role.ADMINISTRATOR);
  }

  @Test
  void invitationOfAManagerEndsWithTheOverride() {
    var manager = member(here, owner, "manager", Role.MANAGER);
    allowManagers(true);
    var token = invite(manager, ANN, Role.ANNOTATOR);
    allowManagers(false);

    assertUnusable(() -> signUp(ANN, token));
  }

  @Test
  void invitationSurvivesATransferOfOwnership() {
    var token = invite(owner, ANN, Role.REVIEWER);
    var heir = member(here, owner, "heir", Role.ADMINISTRATOR);
    change(
        here,
        List.of(owner, heir),
        occasion(owner, 3),
        slice -> slice.transferOwnership(owner, heir));

    assertThat(role(here, signUp(ANN, token).caller().user())).isEqualTo(Role.REVIEWER);
  }

  @Test
  void whoeverWasTakenOutNeedsANewInvitation() {
    var user = newUser("ann");
    world.users().add(user, null);
    var byMail = invite(owner, user.email().value(), Role.REVIEWER);
    var byLink = link.read(here, owner);
    join(user.id(), byLink);
    later(Duration.ofMinutes(10));
    change(
        here,
        List.of(owner, user.id()),
        new io.rollcall.domain.membership.Occasion(
            world.clock().instant(), new io.rollcall.domain.membership.Recorder.ByUser(owner)),
        slice -> slice.remove(owner, user.id()));

    assertUnusable(() -> join(user.id(), byMail));
    assertUnusable(() -> join(user.id(), byLink));
    later(Duration.ofMinutes(1));
    join(user.id(), invite(owner, user.email().value(), Role.REVIEWER));
    assertThat(role(here, user.id())).isEqualTo(Role.REVIEWER);
  }

  @Test
  void linkLetsAnybodyJoinWithTheDefaultRoleAndProvesNoAddress() {
    var token = link.read(here, owner);
    assertThat(link.read(here, owner)).isEqualTo(token);

    var signedIn = signUp(ANN, token);
    assertThat(role(here, signedIn.caller().user())).isEqualTo(Role.NOT_ACTIVATED);
    assertThat(world.users().find(signedIn.caller().user()).orElseThrow().emailVerifiedAt())
        .isNull();
    join(signedIn.caller().user(), token);
    assertThat(member(here, signedIn.caller().user()).facts().grants()).hasSize(1);
  }

  @Test
  void linkOpensNothingWhereAddressesHaveToBeProvedFirst() {
    var token = link.read(here, owner);
    var command = new SignUp.Command(ANN, PASSWORD, "Ann", "Lee", CLIENT);
    var confirmed = signUpByInvitation(ConfirmedSignUpTest.CONFIRMED);

    assertThat(confirmed.execute(command, token)).isEmpty();
    assertThat(mailer.last()).isInstanceOf(Mail.AddressVerification.class);
    var ann = world.users().credentials(new EmailAddress(ANN)).orElseThrow().user().id();
    assertThat(role(here, ann)).isEqualTo(Role.NOT_ACTIVATED);
    assertThat(confirmed.execute(command, token)).as("told in the mail alone").isEmpty();
    assertThat(mailer.last()).isInstanceOf(Mail.AccountExists.class);
    var invited = invite(owner, "bob@example.com", Role.REVIEWER);
    assertThat(
            confirmed.execute(
                new SignUp.Command("bob@example.com", PASSWORD, "Bob", "", CLIENT), invited))
        .as("an invitation proves the address")
        .isPresent();
  }

  @Test
  void passwordIsNotHashedForATokenThatOpensNothing() {
    int hashed = world.hasher().hashed();

    assertUnusable(() -> signUp(ANN, Secret.of("guess")));
    assertThat(world.hasher().hashed()).isEqualTo(hashed);
  }

  @Test
  void resettingTheLinkKillsTheOldAtOnce() {
    var old = link.read(here, owner);
    var fresh = link.reset(here, owner);

    assertUnusable(() -> signUp(ANN, old));
    assertThat(signUp(ANN, fresh).caller().active()).isEqualTo(here);
  }

  @Test
  void credentialOfOneOrganizationJoinsNoOther() {
    var token = link.read(here, owner);
    var stranger = person("stranger");
    var there = found(stranger);

    assertThat(
            refusal(
                () ->
                    join.execute(
                        new Caller(stranger, there, there, new Caller.Credential.ByLegacyToken()),
                        token,
                        CLIENT)))
        .isEqualTo(new Violation.PasswordSessionRequired());
  }

  @Test
  void wrongAddressRefusesAll() {
    assertThat(
            refusal(
                () ->
                    send.execute(
                        new SendInvitations.Command(
                            here, owner, List.of(ANN, "not one"), null, Set.of(), Set.of()))))
        .isInstanceOfSatisfying(
            Violation.Invalid.class,
            invalid -> assertThat(invalid.fields()).containsOnlyKeys("emails"));
    assertThat(manage.open(here, owner, FIRST).total()).isZero();
  }

  @Test
  void onlyThoseWhoMayInviteSeeAndDoAnything() {
    invite(owner, ANN, null);
    link.read(here, owner); // there is one that could be told
    var id = pending().id();
    var annotator = member(here, owner, "annotator", Role.ANNOTATOR);
    var forbidden = new Violation.NotPermitted("invite_members");

    assertThat(refusal(() -> link.read(here, annotator))).isEqualTo(forbidden);
    assertThat(refusal(() -> link.reset(here, annotator))).isEqualTo(forbidden);
    assertThat(refusal(() -> manage.open(here, annotator, FIRST))).isEqualTo(forbidden);
    assertThat(refusal(() -> manage.resend(here, annotator, id))).isEqualTo(forbidden);
    assertThat(refusal(() -> manage.revoke(here, annotator, ANN))).isEqualTo(forbidden);
    assertThat(refusal(() -> manage.resend(here, owner, new InvitationId(4711))))
        .isEqualTo(new Violation.NotFound("invitation"));
    assertThat(refusal(() -> manage.revoke(here, owner, "nobody@example.com")))
        .isEqualTo(new Violation.NotFound("invitation"));
    var stranger = person("stranger");
    assertThat(refusal(() -> link.read(here, stranger)))
        .isEqualTo(new Violation.NotFound("organization"));
  }
}
