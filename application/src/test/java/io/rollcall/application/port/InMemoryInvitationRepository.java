package io.rollcall.application.port;

import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.organization.Invitation;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

public final class InMemoryInvitationRepository implements InvitationRepository {
  private final InMemoryWorld world;

  InMemoryInvitationRepository(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public void save(Invitation invitation) {
    world.tables.invitations.put(invitation.id(), invitation);
  }

  @Override
  public Optional<Invitation> find(OrganizationId organization, InvitationId invitation) {
    return Optional.ofNullable(world.tables.invitations.get(invitation))
        .filter(found -> found.organization().equals(organization));
  }

  @Override
  public Optional<Invitation> findOpen(OrganizationId organization, EmailAddress email) {
    return open(organization).filter(found -> found.email().equals(email)).findFirst();
  }

  private Stream<Invitation> open(OrganizationId organization) {
    return world.tables.invitations.values().stream()
        .filter(found -> found.organization().equals(organization) && found.isOpen());
  }

  @Override
  public Page<Invitation> open(OrganizationId organization, Page.Request page) {
    var all = open(organization).sorted(Comparator.comparing(Invitation::id).reversed()).toList();
    return new Page<>(all.stream().skip(page.offset()).limit(page.size()).toList(), all.size());
  }

  @Override
  public void delivered(
      OrganizationId organization,
      InvitationId invitation,
      TokenHash token,
      Invitation.Delivery delivery,
      @Nullable String problem) {
    find(organization, invitation)
        .filter(found -> found.token().equals(token))
        .ifPresent(
            found ->
                save(
                    new Invitation(
                        found.id(),
                        found.organization(),
                        found.email(),
                        found.role(),
                        found.workspaces(),
                        found.projects(),
                        found.token(),
                        found.sender(),
                        found.sentAt(),
                        found.expiresAt(),
                        delivery,
                        problem,
                        found.acceptedBy(),
                        found.revoked())));
  }

  @Override
  public Optional<Link> link(OrganizationId organization) {
    return Optional.ofNullable(world.tables.invitationLinks.get(organization));
  }

  @Override
  public void replaceLink(OrganizationId organization, Link link, TokenHash hash) {
    world.tables.invitationLinks.put(organization, link);
  }

  @Override
  public Optional<Opened> findByHash(TokenHash token) {
    var byMail =
        world.tables.invitations.values().stream()
            .filter(found -> found.token().equals(token))
            .map(found -> new Opened(found.organization(), found.id()));
    var byLink =
        world.tables.invitationLinks.entrySet().stream()
            .filter(link -> world.vault().hash(link.getValue().token()).equals(token))
            .map(link -> new Opened(link.getKey(), null));
    return Stream.concat(byMail, byLink)
        .filter(opened -> world.organizations().find(opened.organization()).isPresent())
        .findFirst();
  }
}
