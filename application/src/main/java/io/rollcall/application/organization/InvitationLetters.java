package io.rollcall.application.organization;

import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.InvitationRepository;
import io.rollcall.application.port.Mail;
import io.rollcall.application.port.Mailer;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.organization.Invitation;
import jakarta.enterprise.context.ApplicationScoped;

/** Sends the letters of invitations, and notes at the invitation what became of each. */
@ApplicationScoped
class InvitationLetters {
  private final Mailer mailer;
  private final InvitationRepository invitations;
  private final Atomically atomically;

  InvitationLetters(Mailer mailer, InvitationRepository invitations, Atomically atomically) {
    this.mailer = mailer;
    this.invitations = invitations;
    this.atomically = atomically;
  }

  void send(Invitation invitation, String organization, Secret token) {
    mailer.send(
        new Mail.Invitation(invitation.email(), organization, token, invitation.expiresAt()),
        delivery ->
            atomically.run(
                () ->
                    invitations.delivered(
                        invitation,
                        switch (delivery) {
                          case SENT -> Invitation.Delivery.SENT;
                          case FAILED -> Invitation.Delivery.FAILED;
                        })));
  }
}
