package io.rollcall.application.organization;

import io.rollcall.application.port.ActivityViews;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people did in an organization, for its administrators. */
@ApplicationScoped
public class ReadActivityLog {
  private final OrganizationRepository organizations;
  private final ActivityViews views;

  ReadActivityLog(OrganizationRepository organizations, ActivityViews views) {
    this.organizations = organizations;
    this.views = views;
  }

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, also for a page past
   *     the last; {@code NotPermitted}; {@code PlanForbids}
   */
  @Transactional
  public ActivityViews.Found execute(UserId reader, ActivityViews.Query query) {
    require(query.organization(), reader);
    var found = views.find(query);
    if (found.rows().isEmpty() && query.page().number() > 1) {
      throw new Violation.NotFound("page").refused();
    }
    return found;
  }

  /**
   * The rows after one, for whoever wants all of them; null for the first.
   *
   * @throws io.rollcall.domain.membership.RuleViolated as {@link #execute}
   */
  @Transactional
  public List<ActivityViews.Row> after(
      UserId reader, ActivityViews.Query query, ActivityViews.@Nullable Key last) {
    require(query.organization(), reader);
    return views.after(query, last, query.page().size());
  }

  private void require(OrganizationId organization, UserId reader) {
    var acting =
        organizations
            .acting(organization, reader)
            .orElseThrow(() -> new Violation.NotFound("organization").refused())
            .require(Permission.VIEW_ACTIVITY_LOG);
    if (!acting.organization().plan().activityLog()) {
      throw new Violation.PlanForbids("activity log").refused();
    }
  }
}
