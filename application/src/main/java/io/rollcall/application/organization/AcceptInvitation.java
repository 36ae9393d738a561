package io.rollcall.application.organization;

import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.InvitationRepository;
import io.rollcall.application.port.InvitationRepository.Opened;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.SecretVault;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.organization.Invitation;
import io.rollcall.domain.organization.Organization;
import io.rollcall.domain.organization.OrganizationSlice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets a person join by what they hold: an invitation of their own, or the link of the
 * organization. Whoever belongs already gets what the invitation gives besides.
 */
@ApplicationScoped
public class AcceptInvitation {
  private final OrganizationRepository organizations;
  private final InvitationRepository invitations;
  private final ManagedPlaces places;
  private final SecretVault vault;
  private final IdSource ids;
  private final InstantSource clock;

  AcceptInvitation(
      OrganizationRepository organizations,
      InvitationRepository invitations,
      ManagedPlaces places,
      SecretVault vault,
      IdSource ids,
      InstantSource clock) {
    this.organizations = organizations;
    this.invitations = invitations;
    this.places = places;
    this.vault = vault;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Locks the organization that a token opens, and says what the token is; refused when it opens
   * nothing. For those who write anything else first: a sync locks the organization before it makes
   * accounts, and so does everybody.
   */
  @Transactional
  Opened lock(Secret token) {
    var opened = opened(token);
    organizations.lock(
        opened.organization(), List.of(), new Occasion(clock.instant(), new Recorder.BySystem()));
    return opened;
  }

  /** What a token is; refused when it opens nothing. */
  Opened opened(Secret token) {
    return invitations.findByHash(vault.hash(token)).orElseThrow(Invitation::unusable);
  }

  /**
   * Locks the organization, so that of two who accept at once, or one who accepts while another
   * takes it back, one is first. Accepting again what one has accepted changes nothing.
   *
   * @return the organization
   * @throws io.rollcall.domain.membership.RuleViolated with {@code Invalid} naming {@code token}
   */
  @Transactional
  public OrganizationId execute(User user, Secret token) {
    var opened = opened(token);
    var invitation = opened.invitation();
    if (invitation == null) {
      acceptLink(user, opened.organization(), token);
    } else {
      accept(user, opened.organization(), invitation, token);
    }
    return opened.organization();
  }

  private void accept(User user, OrganizationId organization, InvitationId id, Secret token) {
    var now = clock.instant();
    var before = invitations.find(organization, id).orElseThrow(Invitation::unusable);
    var slice =
        organizations.lock(
            organization,
            List.of(user.id(), before.sender()),
            new Occasion(now, new Recorder.ByInvitation(id)));
    var invitation =
        invitations
            .find(organization, id)
            .filter(found -> found.token().equals(vault.hash(token)))
            .filter(found -> found.sender().equals(before.sender()))
            .orElseThrow(Invitation::unusable);
    if (user.id().equals(invitation.acceptedBy()) && slice.member(user.id()).isPresent()) {
      return;
    }
    var sender = slice.member(invitation.sender()).map(Membership::standing).orElse(null);
    invitation.requireAcceptable(
        user.email(),
        sender,
        known(organization, user.id()),
        slice.organization().permissions(),
        now);
    var granted = grants(invitation, slice.organization(), Objects.requireNonNull(sender), now);
    join(slice, user.id(), granted, now, "accepted an invitation");
    invitations.save(invitation.accepted(user.id()));
  }

  private void acceptLink(User user, OrganizationId organization, Secret token) {
    var now = clock.instant();
    var slice =
        organizations.lock(
            organization, List.of(user.id()), new Occasion(now, new Recorder.ByUser(user.id())));
    var link =
        invitations
            .link(organization)
            .filter(current -> current.token().equals(token))
            .orElseThrow(Invitation::unusable);
    if (Invitation.wasLeftSince(known(organization, user.id()), link.since())) {
      throw Invitation.unusable();
    }
    join(slice, user.id(), List.of(), now, "joined by the link");
  }

  private @Nullable Membership known(OrganizationId organization, UserId user) {
    return organizations.member(organization, user).orElse(null);
  }

  private void join(
      OrganizationSlice slice, UserId user, List<Grant> granted, Instant now, String reason) {
    if (slice.member(user).isPresent() && granted.isEmpty()) {
      return;
    }
    var fresh = Membership.fresh(ids.nextMembership(), slice.organization().id(), user, now);
    slice.join(fresh, granted, reason);
    slice.seat(organizations.lockWaiting(slice.organization().id(), slice.seatsToFill()));
    organizations.save(slice);
  }

  private List<Grant> grants(
      Invitation invitation, Organization here, Standing sender, Instant now) {
    return invitation
        .targets(
            places.workspaces(here, sender, invitation.workspaces()),
            places.projects(here, sender, invitation.projects()))
        .stream()
        .map(
            target ->
                new Grant(
                    ids.nextGrant(),
                    target,
                    new Source.Invited(invitation.id()),
                    new Recorder.ByInvitation(invitation.id()),
                    now,
                    null))
        .toList();
  }
}
