package io.rollcall.domain.membership;

/**
 * What an organization lets people manage by hand. Off means that the API refuses such changes and
 * that manual grants of the kind do not count.
 */
public record AccessPolicy(
    boolean manualRoles, boolean manualWorkspaces, boolean manualProjectMembers) {
  public static final AccessPolicy ALL_MANUAL = new AccessPolicy(true, true, true);

  /** Whether a grant of that source and target counts at all. */
  boolean counts(Source source, Target target) {
    if (!(source instanceof Source.Administrator)) {
      return true;
    }
    return switch (target) {
      case Target.OrganizationRole ignored -> manualRoles;
      case Target.Workspace ignored -> manualWorkspaces;
      case Target.Project ignored -> manualProjectMembers;
    };
  }
}
