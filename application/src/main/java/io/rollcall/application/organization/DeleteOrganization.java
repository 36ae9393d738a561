package io.rollcall.application.organization;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.DeletedOrganizationRepository;
import io.rollcall.application.port.Mail;
import io.rollcall.application.port.Mailer;
import io.rollcall.application.port.NotedFields;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.ServerInfo;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.organization.Deletion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The owner deletes the organization. From then on it exists for nobody; for a while the operator
 * can restore it, which the owner is told by mail.
 */
@ApplicationScoped
public class DeleteOrganization {
  private final OrganizationRepository organizations;
  private final DeletedOrganizationRepository deletions;
  private final UserRepository users;
  private final Mailer mailer;
  private final ServerInfo server;
  private final InstantSource clock;
  private final ChangeNotes notes;

  DeleteOrganization(
      OrganizationRepository organizations,
      DeletedOrganizationRepository deletions,
      UserRepository users,
      Mailer mailer,
      ServerInfo server,
      InstantSource clock,
      ChangeNotes notes) {
    this.organizations = organizations;
    this.deletions = deletions;
    this.users = users;
    this.mailer = mailer;
    this.server = server;
    this.clock = clock;
    this.notes = notes;
  }

  /**
   * @param title typed as confirmation
   */
  public record Command(OrganizationId organization, UserId actor, String title) {}

  /**
   * Whoever worked in it works in no organization then, and may switch to another of theirs.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   *     for everybody but the owner, {@code Invalid} when the title is another
   */
  @Transactional
  public Deletion execute(Command command) {
    var occasion = new Occasion(clock.instant(), new Recorder.ByUser(command.actor()));
    var slice = organizations.lock(command.organization(), List.of(command.actor()), occasion);
    var deletion = slice.delete(command.actor(), command.title(), server.organizationGrace());
    deletions.add(deletion);
    var title = Objects.requireNonNull(NotedFields.shortened(deletion.title()));
    notes.changed(
        Change.removed("organization", deletion.organization().value(), Map.of("title", title)));
    users
        .find(deletion.owner())
        .ifPresent(
            owner ->
                mailer.send(
                    new Mail.OrganizationDeleted(
                        owner.email(), deletion.title(), deletion.purgeAfter())));
    return deletion;
  }
}
