package io.rollcall.server;

import io.rollcall.application.organization.PurgeOrganization;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.organization.Deletion;
import jakarta.enterprise.context.Dependent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Dependent
@Command(
    name = "purge-organization",
    description =
        "Removes a deleted organization for good, before its time is up. Cannot be undone.",
    mixinStandardHelpOptions = true)
class PurgeOrganizationCommand implements OperatorCommand {
  private final PurgeOrganization purge;

  @Spec CommandSpec spec;
  @Mixin Confirmation confirmation;

  @Parameters(paramLabel = "ORGANIZATION", description = "its id")
  long organization;

  @SuppressWarnings("NullAway.Init") // picocli sets spec and confirmation
  PurgeOrganizationCommand(PurgeOrganization purge) {
    this.purge = purge;
  }

  @Override
  public Integer call() {
    var confirmed = new boolean[1];
    var outcome =
        purge.execute(
            new PurgeOrganization.Command(
                new OrganizationId(organization),
                deletion -> confirmed[0] = isConfirmed(deletion)));
    if (!outcome.finished()) {
      if (confirmed[0]) {
        spec.commandLine().getErr().println("Another process is purging it at this moment.");
      }
      return 1;
    }
    spec.commandLine()
        .getOut()
        .printf(
            "%s is gone: %d rows removed, %d accounts erased.%n",
            outcome.title(), outcome.rows(), outcome.accounts());
    spec.commandLine().getOut().flush();
    return 0;
  }

  private boolean isConfirmed(Deletion deletion) {
    return confirmation.given(
        "%s and everything in it will be removed for good.".formatted(deletion.title()),
        deletion.title());
  }
}
