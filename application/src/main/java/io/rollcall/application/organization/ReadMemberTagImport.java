package io.rollcall.application.organization;

import io.rollcall.application.port.MemberTagImportRepository;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.MemberTagImport;
import io.rollcall.domain.organization.MemberTagImport.Line;
import io.rollcall.domain.organization.MemberTagImportId;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** How far an import of tags is, and which lines of the file it passed over. */
@ApplicationScoped
public class ReadMemberTagImport {
  /** More lines than anybody mends by hand; how many there are is told besides. */
  private static final int MOST_LINES = 1000;

  private final OrganizationRepository organizations;
  private final MemberTagImportRepository imports;

  ReadMemberTagImport(OrganizationRepository organizations, MemberTagImportRepository imports) {
    this.organizations = organizations;
    this.imports = imports;
  }

  /**
   * @param skipped the first of the lines that gave nobody a tag
   */
  public record Report(MemberTagImport job, List<Line> skipped) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  @Transactional
  public Report execute(OrganizationId organization, UserId reader, MemberTagImportId id) {
    var acting =
        organizations
            .acting(organization, reader)
            .orElseThrow(() -> new Violation.NotFound("organization").refused());
    var job =
        imports
            .find(organization, id)
            .orElseThrow(() -> new Violation.NotFound("import").refused());
    acting.require(Permission.VIEW_ORGANIZATION_PAGE);
    boolean over = job.finishedAt() != null;
    return new Report(job, over ? imports.skipped(organization, id, MOST_LINES) : List.of());
  }
}
