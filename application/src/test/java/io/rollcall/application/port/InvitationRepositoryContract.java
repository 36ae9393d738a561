package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.InvitationRepository.Link;
import io.rollcall.application.port.InvitationRepository.Opened;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Invitation;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class InvitationRepositoryContract extends PortContract {
  private UserId owner;
  private OrganizationId here;

  @BeforeEach
  void organization() {
    owner = person("owner");
    here = found(owner);
  }

  private InvitationRepository invitations() {
    return ports().invitations();
  }

  private <T> T get(Supplier<T> work) {
    return ports().transaction(work);
  }

  private Invitation invite(OrganizationId organization, EmailAddress email) {
    var token = ports().vault().newToken();
    var invitation =
        new Invitation(
            ports().ids().nextInvitation(),
            organization,
            email,
            Role.REVIEWER,
            Set.of(new WorkspaceId(3), new WorkspaceId(4)),
            Set.of(new ProjectId(5)),
            ports().vault().hash(token),
            owner,
            at(1),
            at(9),
            Invitation.Delivery.QUEUED,
            "451 Try again later",
            null,
            false);
    ports().transaction(() -> invitations().save(invitation));
    return invitation;
  }

  private Optional<Invitation> read(Invitation invitation) {
    return get(() -> invitations().find(invitation.organization(), invitation.id()));
  }

  @Test
  void invitationComesBackWhole() {
    var invitation = invite(here, email("ann"));

    assertThat(read(invitation)).contains(invitation);
    assertThat(get(() -> invitations().findOpen(here, invitation.email()))).contains(invitation);
    assertThat(get(() -> invitations().findByHash(invitation.token())))
        .contains(new Opened(here, invitation.id()));
  }

  @Test
  void invitationOfAnotherOrganizationDoesNotExist() {
    var there = found(person("stranger"));
    var invitation = invite(there, email("ann"));

    assertThat(get(() -> invitations().find(here, invitation.id()))).isEmpty();
    assertThat(get(() -> invitations().findOpen(here, invitation.email()))).isEmpty();
    assertThat(get(() -> invitations().open(here, new Page.Request(1, 10))).total()).isZero();
  }

  @Test
  void acceptedAndRevokedOnesAreNotOpen() {
    var accepted = invite(here, email("ann"));
    var revoked = invite(here, email("bob"));
    var open = invite(here, email("eve"));
    ports().transaction(() -> invitations().save(accepted.accepted(owner)));
    ports().transaction(() -> invitations().save(revoked.takenBack()));

    assertThat(get(() -> invitations().open(here, new Page.Request(1, 10))).items())
        .containsExactly(open);
    assertThat(get(() -> invitations().findOpen(here, accepted.email()))).isEmpty();
    assertThat(read(accepted)).contains(accepted.accepted(owner));
    assertThat(read(revoked)).contains(revoked.takenBack());
    assertThat(invite(here, accepted.email()).isOpen()).as("and may be invited again").isTrue();
  }

  @Test
  void openOnesComeInPagesTheYoungestFirst() {
    var first = invite(here, email("a"));
    var second = invite(here, email("b"));
    var third = invite(here, email("c"));

    assertThat(get(() -> invitations().open(here, new Page.Request(1, 2))))
        .isEqualTo(new Page<>(java.util.List.of(third, second), 3));
    assertThat(get(() -> invitations().open(here, new Page.Request(2, 2))).items())
        .containsExactly(first);
  }

  @Test
  void resendingKillsTheOldToken() {
    var first = invite(here, email("ann"));
    var fresh = ports().vault().hash(ports().vault().newToken());
    var again = first.resent(fresh, owner, at(5), at(20));
    ports().transaction(() -> invitations().save(again));

    assertThat(read(first)).contains(again);
    assertThat(get(() -> invitations().findByHash(first.token()))).isEmpty();
    assertThat(get(() -> invitations().findByHash(fresh))).isPresent();
  }

  @Test
  void deliveryIsNotedForTheLetterThatItIsAbout() {
    var first = invite(here, email("ann"));
    delivered(first, Invitation.Delivery.FAILED, "550 No such user");
    assertThat(read(first).orElseThrow().delivery()).isEqualTo(Invitation.Delivery.FAILED);
    assertThat(read(first).orElseThrow().deliveryProblem()).isEqualTo("550 No such user");

    var fresh = ports().vault().hash(ports().vault().newToken());
    var again = first.resent(fresh, owner, at(5), at(20));
    ports().transaction(() -> invitations().save(again));
    delivered(first, Invitation.Delivery.SENT, null);
    assertThat(read(first)).contains(again);
  }

  private void delivered(Invitation sent, Invitation.Delivery delivery, @Nullable String problem) {
    ports()
        .transaction(
            () ->
                invitations()
                    .delivered(sent.organization(), sent.id(), sent.token(), delivery, problem));
  }

  @Test
  void linkIsReadableAndANewOneKillsTheOld() {
    assertThat(get(() -> invitations().link(here))).isEmpty();
    var old = new Link(ports().vault().newToken(), at(1));
    var fresh = new Link(ports().vault().newToken(), at(2));
    for (var link : new Link[] {old, fresh}) {
      ports()
          .transaction(
              () -> invitations().replaceLink(here, link, ports().vault().hash(link.token())));
      assertThat(get(() -> invitations().link(here))).contains(link);
    }

    assertThat(get(() -> invitations().findByHash(ports().vault().hash(fresh.token()))))
        .contains(new Opened(here, null));
    assertThat(get(() -> invitations().findByHash(ports().vault().hash(old.token())))).isEmpty();
  }
}
