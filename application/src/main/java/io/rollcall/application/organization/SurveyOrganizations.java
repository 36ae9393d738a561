package io.rollcall.application.organization;

import io.rollcall.application.port.OperatorViews;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** All organizations of the installation, for its operator. */
@ApplicationScoped
public class SurveyOrganizations {
  private final OperatorViews views;

  SurveyOrganizations(OperatorViews views) {
    this.views = views;
  }

  /**
   * @param text part of a title or of an owner's address; empty for all
   */
  public record Query(String text, int limit) {}

  @Transactional
  public List<OperatorViews.OrganizationRow> execute(Query query) {
    return views.organizations(query.text().strip(), query.limit());
  }
}
