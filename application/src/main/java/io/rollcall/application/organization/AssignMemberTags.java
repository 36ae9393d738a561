package io.rollcall.application.organization;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.MemberTagRepository;
import io.rollcall.application.port.MemberViews;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.MemberTagId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Set;

/** Puts tags on many members at once. */
@ApplicationScoped
public class AssignMemberTags {
  private final ManagedTags managed;
  private final MemberTagRepository tags;
  private final ChangeNotes notes;

  AssignMemberTags(ManagedTags managed, MemberTagRepository tags, ChangeNotes notes) {
    this.managed = managed;
    this.tags = tags;
    this.notes = notes;
  }

  /**
   * @param only whether they lose all other tags
   */
  public record Command(
      OrganizationId organization,
      UserId actor,
      MemberViews.Filter who,
      Set<MemberTagId> tags,
      boolean only) {}

  /**
   * Locks the organization.
   *
   * @return how many tags were put on people who did not have them
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code Invalid} naming {@code tags} when not all exist
   */
  @Transactional
  public int execute(Command command) {
    var organization = command.organization();
    managed.open(organization, command.actor());
    if (tags.find(organization, command.tags()).size() < command.tags().size()) {
      throw Violation.Invalid.field("tags", "Not all of them are tags here.").refused();
    }
    int assigned = tags.assign(organization, command.who(), command.tags(), command.only());
    notes.changed(
        Change.created(
            "member_tag_assignments",
            organization.value(),
            Map.of(
                "tags", command.tags().stream().map(MemberTagId::value).sorted().toList(),
                "assigned", assigned,
                "overwrite", command.only())));
    return assigned;
  }
}
