package io.rollcall.application.organization;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.InvitationRepository;
import io.rollcall.application.port.InvitationRepository.Link;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.OrganizationRepository.Acting;
import io.rollcall.application.port.SecretVault;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The link by which anybody who has it joins an organization: read, or replaced by a new one. */
@ApplicationScoped
public class InvitationLink {
  private final OrganizationRepository organizations;
  private final InvitationRepository invitations;
  private final SecretVault vault;
  private final InstantSource clock;
  private final ChangeNotes notes;

  InvitationLink(
      OrganizationRepository organizations,
      InvitationRepository invitations,
      SecretVault vault,
      InstantSource clock,
      ChangeNotes notes) {
    this.organizations = organizations;
    this.invitations = invitations;
    this.vault = vault;
    this.clock = clock;
    this.notes = notes;
  }

  /**
   * The token of the link; the first time a new one, for which it locks the organization.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  @Transactional
  public Secret read(OrganizationId organization, UserId reader) {
    acting(organization, reader).require(Permission.INVITE_MEMBERS);
    return current(organization, reader);
  }

  /** The same, and nothing for those who may not read it. */
  @Transactional
  public Optional<Secret> shownTo(OrganizationId organization, UserId reader) {
    var acting = acting(organization, reader);
    return acting.organization().permissions().allow(Permission.INVITE_MEMBERS, acting.standing())
        ? Optional.of(current(organization, reader))
        : Optional.empty();
  }

  private Acting acting(OrganizationId organization, UserId reader) {
    return organizations
        .acting(organization, reader)
        .orElseThrow(() -> new Violation.NotFound("organization").refused());
  }

  /** Of two who are the first to look, both see the link of the one who had the lock first. */
  private Secret current(OrganizationId organization, UserId reader) {
    return invitations
        .link(organization)
        .map(Link::token)
        .orElseGet(() -> first(organization, reader));
  }

  private Secret first(OrganizationId organization, UserId reader) {
    requirePermission(organization, reader);
    return invitations.link(organization).map(Link::token).orElseGet(() -> renew(organization));
  }

  /**
   * A new token; the old one opens nothing from the commit on. Locks the organization.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  @Transactional
  public Secret reset(OrganizationId organization, UserId actor) {
    requirePermission(organization, actor);
    notes.changed(
        Change.created(
            "invitation_link", organization.value(), Map.of("since", clock.instant().toString())));
    return renew(organization);
  }

  private void requirePermission(OrganizationId organization, UserId actor) {
    organizations
        .lock(
            organization, List.of(actor), new Occasion(clock.instant(), new Recorder.ByUser(actor)))
        .require(actor, Permission.INVITE_MEMBERS);
  }

  private Secret renew(OrganizationId organization) {
    var token = vault.newToken();
    invitations.replaceLink(organization, new Link(token, clock.instant()), vault.hash(token));
    return token;
  }
}
