package io.rollcall.rest.organization;

import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Invitation;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An open invitation. Its token is in the letter alone.
 *
 * @param invitedBy the id of who sent it last and answers for it
 * @param delivery what became of the letter: queued, sent or failed
 */
@Schema(name = "PendingInvite")
record InvitationJson(
    long id,
    String email,
    @Schema(nullable = true, examples = "AN") @Nullable String role,
    List<Long> workspaces,
    List<Long> projects,
    long invitedBy,
    Instant sentAt,
    Instant expiresAt,
    @Schema(enumeration = {"queued", "sent", "failed"}) String delivery,
    @Schema(
            nullable = true,
            description = "Why the letter has not arrived yet, or never will",
            examples = "No mail server is configured (quarkus.mailer.host).")
        @Nullable String deliveryProblem) {
  static InvitationJson of(Invitation invitation) {
    var role = invitation.role();
    return new InvitationJson(
        invitation.id().value(),
        invitation.email().value(),
        role == null ? null : role.code(),
        invitation.workspaces().stream().map(WorkspaceId::value).sorted().toList(),
        invitation.projects().stream().map(ProjectId::value).sorted().toList(),
        invitation.sender().value(),
        invitation.sentAt(),
        invitation.expiresAt(),
        invitation.delivery().name().toLowerCase(Locale.ROOT),
        invitation.deliveryProblem());
  }
}
