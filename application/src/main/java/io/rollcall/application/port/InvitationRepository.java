package io.rollcall.application.port;

import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.organization.Invitation;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Invitations by mail, and the link of each organization. Nothing is locked here: whoever decides
 * holds the lock on the organization ({@link OrganizationRepository#lock}) and reads after it.
 */
public interface InvitationRepository {
  /** Adds or replaces it. At most one invitation of an organization is open for an address. */
  void save(Invitation invitation);

  Optional<Invitation> find(OrganizationId organization, InvitationId invitation);

  /** The one that is neither accepted nor taken back, however old. */
  Optional<Invitation> findOpen(OrganizationId organization, EmailAddress email);

  /** The open ones, the youngest first. */
  Page<Invitation> open(OrganizationId organization, Page.Request page);

  /**
   * Notes what became of a letter, unless another was sent since.
   *
   * @param token of the link in it
   */
  void delivered(
      OrganizationId organization,
      InvitationId invitation,
      TokenHash token,
      Invitation.Delivery delivery,
      @Nullable String problem);

  /** The organization's link; nothing until there is one. Readable again, so kept encrypted. */
  Optional<Link> link(OrganizationId organization);

  /** A new link; the old one is dead. */
  void replaceLink(OrganizationId organization, Link link, TokenHash hash);

  /** What a token opens, across organizations; nothing for an unknown or replaced one. */
  Optional<Opened> findByHash(TokenHash token);

  /**
   * @param since when it became the organization's link
   */
  record Link(Secret token, Instant since) {}

  /**
   * @param invitation null for the link of the organization
   */
  record Opened(OrganizationId organization, @Nullable InvitationId invitation) {}
}
