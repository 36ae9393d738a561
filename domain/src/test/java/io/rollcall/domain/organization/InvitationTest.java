package io.rollcall.domain.organization;

import static io.rollcall.domain.organization.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.MembershipId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a letter is good for, and when it is good for nothing. */
class InvitationTest {
  private static final Instant SENT = Instant.parse("2026-01-05T08:00:00Z");
  private static final Instant END = SENT.plus(Duration.ofDays(7));
  private static final OrganizationId HERE = new OrganizationId(11);
  private static final UserId SENDER = new UserId(2);
  private static final UserId ANN = new UserId(3);
  private static final EmailAddress ADDRESS = new EmailAddress("ann@example.com");
  private static final EmailAddress OTHER = new EmailAddress("eve@example.com");
  private static final TokenHash TOKEN = new TokenHash("a".repeat(64));
  private static final Violation UNUSABLE = Invitation.unusable().violation();

  private static Invitation offering(@Nullable Role role) {
    return new Invitation(
        new InvitationId(7),
        HERE,
        ADDRESS,
        role,
        Set.of(new WorkspaceId(21), new WorkspaceId(22)),
        Set.of(new ProjectId(31), new ProjectId(32)),
        TOKEN,
        SENDER,
        SENT,
        END,
        Invitation.Delivery.SENT,
        null,
        null,
        false);
  }

  private static Standing standing(Role role) {
    return new Standing(SENDER, role, Set.of(), Map.of());
  }

  private static Membership left(Instant at) {
    return Membership.fresh(new MembershipId(9), HERE, ANN, SENT.minusSeconds(60)).deleted(at);
  }

  private static void accept(
      Invitation invitation,
      EmailAddress email,
      @Nullable Standing sender,
      @Nullable Membership known,
      Instant at) {
    invitation.requireAcceptable(email, sender, known, Permissions.DEFAULT, at);
  }

  private static void accept(Invitation invitation, Instant at) {
    accept(invitation, ADDRESS, standing(Role.OWNER), null, at);
  }

  @Test
  void isGoodForItsAddressUntilItEnds() {
    assertThatNoException().isThrownBy(() -> accept(offering(Role.REVIEWER), END.minusNanos(1)));
  }

  @Test
  void isGoodForNothingFromTheMomentItEnds() {
    assertThat(refusalOf(() -> accept(offering(Role.REVIEWER), END))).isEqualTo(UNUSABLE);
  }

  @Test
  void isGoodOnce() {
    var used = offering(Role.REVIEWER).accepted(ANN);

    assertThat(used.isOpen()).isFalse();
    assertThat(refusalOf(() -> accept(used, SENT))).isEqualTo(UNUSABLE);
  }

  @Test
  void isGoodForNothingOnceTakenBack() {
    var revoked = offering(Role.REVIEWER).takenBack();

    assertThat(revoked.isOpen()).isFalse();
    assertThat(refusalOf(() -> accept(revoked, SENT))).isEqualTo(UNUSABLE);
  }

  @Test
  void isForNoOtherAddress() {
    assertThat(
            refusalOf(
                () -> accept(offering(Role.REVIEWER), OTHER, standing(Role.OWNER), null, SENT)))
        .isInstanceOf(Violation.Invalid.class);
  }

  @Test
  void holderOfAnotherAddressLearnsNothingOfOneThatIsUsedUp() {
    var used = offering(Role.REVIEWER).accepted(ANN);

    assertThat(refusalOf(() -> accept(used, OTHER, standing(Role.OWNER), null, SENT)))
        .isEqualTo(UNUSABLE);
  }

  @Test
  void isVoidWithoutItsSender() {
    assertThat(refusalOf(() -> accept(offering(null), ADDRESS, null, null, SENT)))
        .isEqualTo(UNUSABLE);
  }

  @ParameterizedTest
  @EnumSource(names = {"MANAGER", "REVIEWER", "ANNOTATOR", "NOT_ACTIVATED", "DEACTIVATED"})
  void isVoidWhileItsSenderMayNotInvite(Role role) {
    assertThat(refusalOf(() -> accept(offering(null), ADDRESS, standing(role), null, SENT)))
        .isEqualTo(UNUSABLE);
  }

  @Test
  void isVoidWhileItsRoleIsAboveItsSender() {
    var permissions = Permissions.DEFAULT.with(Permission.INVITE_MEMBERS, Set.of(Role.MANAGER));

    assertThat(
            refusalOf(
                () ->
                    offering(Role.ADMINISTRATOR)
                        .requireAcceptable(
                            ADDRESS, standing(Role.MANAGER), null, permissions, SENT)))
        .isEqualTo(UNUSABLE);
    assertThatNoException()
        .isThrownBy(
            () ->
                offering(Role.MANAGER)
                    .requireAcceptable(ADDRESS, standing(Role.MANAGER), null, permissions, SENT));
  }

  @Test
  void whoeverLeftSinceNeedsANewOne() {
    for (var at : Set.of(SENT, SENT.plusSeconds(1))) {
      assertThat(
              refusalOf(
                  () -> accept(offering(null), ADDRESS, standing(Role.OWNER), left(at), SENT)))
          .isEqualTo(UNUSABLE);
    }
    assertThatNoException()
        .isThrownBy(
            () ->
                accept(
                    offering(null), ADDRESS, standing(Role.OWNER), left(SENT.minusNanos(1)), SENT));
  }

  @Test
  void sentAgainItIsAnotherSendersWithAnotherTokenForTheWholeTime() {
    var fresh = new TokenHash("b".repeat(64));
    var by = new UserId(5);
    var at = END.plusSeconds(5);
    var again = offering(Role.REVIEWER).resent(fresh, by, at, at.plus(Duration.ofDays(7)));

    assertThat(again.token()).isEqualTo(fresh);
    assertThat(again.sender()).isEqualTo(by);
    assertThat(again.delivery()).isEqualTo(Invitation.Delivery.QUEUED);
    assertThat(again.role()).as("nothing else was edited").isEqualTo(Role.REVIEWER);
    assertThat(again.email()).isEqualTo(ADDRESS);
    assertThatNoException().isThrownBy(() -> accept(again, at));
  }

  @Test
  void offersNoRoleThatNobodyIsGivenNorOneAboveTheSender() {
    for (var role : Role.values()) {
      boolean offered =
          EnumSet.of(Role.ADMINISTRATOR, Role.MANAGER, Role.REVIEWER, Role.ANNOTATOR)
              .contains(role);
      if (offered) {
        Invitation.requireOffer(standing(Role.OWNER), role);
      } else {
        assertThat(refusalOf(() -> Invitation.requireOffer(standing(Role.OWNER), role)))
            .isEqualTo(new Violation.RoleOutOfReach(role));
      }
    }
    assertThat(refusalOf(() -> Invitation.requireOffer(standing(Role.MANAGER), Role.ADMINISTRATOR)))
        .isEqualTo(new Violation.RoleOutOfReach(Role.ADMINISTRATOR));
    Invitation.requireOffer(standing(Role.MANAGER), null);
  }

  @Test
  void givesTheRoleAndWhatIsLeftOfTheRest() {
    assertThat(
            offering(Role.REVIEWER).targets(Set.of(new WorkspaceId(22)), Set.of(new ProjectId(31))))
        .containsExactly(
            new Target.OrganizationRole(Role.REVIEWER),
            new Target.Workspace(new WorkspaceId(22)),
            new Target.Project(new ProjectId(31), ProjectRole.INHERIT));
    assertThat(offering(null).targets(Set.of(), Set.of())).isEmpty();
  }
}
