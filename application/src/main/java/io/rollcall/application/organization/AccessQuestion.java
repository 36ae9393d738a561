package io.rollcall.application.organization;

import io.rollcall.application.port.DecisionViews.Subject;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Act;
import io.rollcall.domain.organization.Ruling;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * May somebody do this to that?
 *
 * @param act empty for one that nobody knows
 */
public record AccessQuestion(Who who, Optional<Act> act, What what) {

  public sealed interface Who {
    record ById(UserId user) implements Who {}

    record ByAddress(EmailAddress address) implements Who {}

    /** What cannot be anybody. */
    record Unknown() implements Who {}
  }

  public sealed interface What {
    record OfOrganization(OrganizationId organization) implements What {}

    record OfWorkspace(WorkspaceId workspace) implements What {}

    record OfProject(ProjectId project) implements What {}

    record OfMember(Who who) implements What {}

    /** What cannot be anything. */
    record Unknown() implements What {}
  }

  /**
   * @param against what stands against it; null when they may
   * @param role the role that counted; null where nobody is known
   * @param rule the rule that gave the person their role in the organization
   * @param askable whether the asker may ask this at all
   */
  public record Answer(
      @Nullable Violation against, @Nullable Role role, @Nullable Rule rule, boolean askable) {
    static Answer of(Ruling ruling, Subject subject) {
      return new Answer(ruling.against(), ruling.role(), subject.rule(), true);
    }

    /** It does not exist, or not here: nobody learns which. */
    static Answer unknown(String what) {
      return new Answer(new Violation.NotFound(what), null, null, true);
    }

    static Answer refused(Violation violation) {
      return new Answer(violation, null, null, false);
    }

    Answer of(Subject subject) {
      return new Answer(against, subject.standing().role(), subject.rule(), askable);
    }

    public boolean allowed() {
      return against == null;
    }
  }
}
