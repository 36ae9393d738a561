package io.rollcall.application.organization;

import io.rollcall.application.port.Mail;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.organization.Invitation;
import io.rollcall.domain.organization.Organization;

/** What an invitation reads like as a letter; the token is nowhere else. */
final class InvitationLetter {
  private InvitationLetter() {}

  static Mail of(Invitation invitation, Organization organization, Secret token) {
    return new Mail.Invitation(
        invitation.email(),
        organization.id(),
        invitation.id(),
        organization.title(),
        token,
        invitation.expiresAt());
  }
}
