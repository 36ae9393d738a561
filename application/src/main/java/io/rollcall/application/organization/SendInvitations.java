package io.rollcall.application.organization;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.InvitationRepository;
import io.rollcall.application.port.Mailer;
import io.rollcall.application.port.NotedFields;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.SecretVault;
import io.rollcall.application.port.ServerInfo;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Invitation;
import io.rollcall.domain.organization.OrganizationSlice;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Invites people by their addresses. All of them or, when something is refused, nobody. */
@ApplicationScoped
public class SendInvitations {
  private final OrganizationRepository organizations;
  private final InvitationRepository invitations;
  private final ManagedPlaces places;
  private final Mailer mailer;
  private final SecretVault vault;
  private final ServerInfo server;
  private final IdSource ids;
  private final InstantSource clock;
  private final ChangeNotes notes;

  SendInvitations(
      OrganizationRepository organizations,
      InvitationRepository invitations,
      ManagedPlaces places,
      Mailer mailer,
      SecretVault vault,
      ServerInfo server,
      IdSource ids,
      InstantSource clock,
      ChangeNotes notes) {
    this.organizations = organizations;
    this.invitations = invitations;
    this.places = places;
    this.mailer = mailer;
    this.vault = vault;
    this.server = server;
    this.ids = ids;
    this.clock = clock;
    this.notes = notes;
  }

  /**
   * @param role null to let people join with the default role
   */
  public record Command(
      OrganizationId organization,
      UserId actor,
      List<String> emails,
      @Nullable Role role,
      Set<WorkspaceId> workspaces,
      Set<ProjectId> projects) {}

  /**
   * An older open invitation of an address is taken back. Locks the organization.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code RoleOutOfReach}, or {@code Invalid} naming {@code emails}, {@code workspaces} or
   *     {@code projects}
   */
  @Transactional
  public void execute(Command command) {
    var now = clock.instant();
    var slice =
        organizations.lock(
            command.organization(),
            List.of(command.actor()),
            new Occasion(now, new Recorder.ByUser(command.actor())));
    var actor = slice.require(command.actor(), Permission.INVITE_MEMBERS);
    Invitation.requireOffer(actor.standing(), command.role());
    requireReach(command, slice, actor);
    for (var email : addresses(command.emails())) {
      invite(command, slice, email);
    }
  }

  private void invite(Command command, OrganizationSlice slice, EmailAddress email) {
    var now = clock.instant();
    var organization = slice.organization();
    invitations
        .findOpen(organization.id(), email)
        .ifPresent(older -> invitations.save(older.takenBack()));
    var token = vault.newToken();
    var invitation =
        new Invitation(
            ids.nextInvitation(),
            organization.id(),
            email,
            command.role(),
            command.workspaces(),
            command.projects(),
            vault.hash(token),
            command.actor(),
            now,
            now.plus(server.invitationLife()),
            Invitation.Delivery.QUEUED,
            null,
            null,
            false);
    invitations.save(invitation);
    notes.changed(
        Change.created("invitation", invitation.id().value(), NotedFields.invitation(invitation)));
    mailer.send(InvitationLetter.of(invitation, organization, token));
  }

  private static Set<EmailAddress> addresses(List<String> emails) {
    var addresses = new LinkedHashSet<EmailAddress>();
    for (var email : emails) {
      addresses.add(
          EmailAddress.parse(email)
              .orElseThrow(
                  () ->
                      Violation.Invalid.field("emails", "Enter valid email addresses.").refused()));
    }
    return addresses;
  }

  /** Nobody puts people where they could not put them by hand. */
  private void requireReach(Command command, OrganizationSlice slice, Membership actor) {
    var here = slice.organization();
    var who = actor.standing();
    if (!places.workspaces(here, who, command.workspaces()).containsAll(command.workspaces())) {
      throw Violation.Invalid.field("workspaces", "Not all of them are workspaces you manage.")
          .refused();
    }
    if (!places.projects(here, who, command.projects()).containsAll(command.projects())) {
      throw Violation.Invalid.field("projects", "Not all of them are projects you manage.")
          .refused();
    }
  }
}
