package io.rollcall.application.organization;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.InvitationRepository;
import io.rollcall.application.port.Mailer;
import io.rollcall.application.port.NotedFields;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.SecretVault;
import io.rollcall.application.port.ServerInfo;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Invitation;
import io.rollcall.domain.organization.OrganizationSlice;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The open invitations of an organization: listed, sent again, taken back. */
@ApplicationScoped
public class ManageInvitations {
  private final OrganizationRepository organizations;
  private final InvitationRepository invitations;
  private final Mailer mailer;
  private final SecretVault vault;
  private final ServerInfo server;
  private final InstantSource clock;
  private final ChangeNotes notes;

  ManageInvitations(
      OrganizationRepository organizations,
      InvitationRepository invitations,
      Mailer mailer,
      SecretVault vault,
      ServerInfo server,
      InstantSource clock,
      ChangeNotes notes) {
    this.organizations = organizations;
    this.invitations = invitations;
    this.mailer = mailer;
    this.vault = vault;
    this.server = server;
    this.clock = clock;
    this.notes = notes;
  }

  /** Those not accepted and not taken back; also those that are too old, for sending again. */
  @Transactional
  public Page<Invitation> open(OrganizationId organization, UserId reader, Page.Request page) {
    organizations
        .acting(organization, reader)
        .orElseThrow(() -> new Violation.NotFound("organization").refused())
        .require(Permission.INVITE_MEMBERS);
    return invitations.open(organization, page);
  }

  /**
   * A new letter with a new link and its whole time again; the old link is dead. The actor answers
   * for it from now on. Locks the organization.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code RoleOutOfReach}
   */
  @Transactional
  public void resend(OrganizationId organization, UserId actor, InvitationId id) {
    var slice = locked(organization, actor);
    var known =
        invitations
            .find(organization, id)
            .filter(Invitation::isOpen)
            .orElseThrow(() -> new Violation.NotFound("invitation").refused());
    var member = slice.require(actor, Permission.INVITE_MEMBERS);
    Invitation.requireOffer(member.standing(), known.role());
    var now = clock.instant();
    var token = vault.newToken();
    var again = known.resent(vault.hash(token), actor, now, now.plus(server.invitationLife()));
    invitations.save(again);
    notes.changed(
        Change.between(
            "invitation",
            id.value(),
            Map.of("sent_at", known.sentAt().toString()),
            Map.of("sent_at", again.sentAt().toString())));
    mailer.send(InvitationLetter.of(again, slice.organization(), token));
  }

  /**
   * Takes back what is open for an address; its link is dead. Locks the organization.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     or {@code Invalid} naming {@code email}
   */
  @Transactional
  public void revoke(OrganizationId organization, UserId actor, String email) {
    locked(organization, actor).require(actor, Permission.INVITE_MEMBERS);
    var address =
        EmailAddress.parse(email)
            .orElseThrow(
                () -> Violation.Invalid.field("email", "Enter a valid email address.").refused());
    var known =
        invitations
            .findOpen(organization, address)
            .orElseThrow(() -> new Violation.NotFound("invitation").refused());
    invitations.save(known.takenBack());
    notes.changed(Change.removed("invitation", known.id().value(), NotedFields.invitation(known)));
  }

  private OrganizationSlice locked(OrganizationId organization, UserId actor) {
    var slice =
        organizations.lock(
            organization,
            List.of(actor),
            new Occasion(clock.instant(), new Recorder.ByUser(actor)));
    slice.actor(actor);
    return slice;
  }
}
