package io.rollcall.server;

import io.rollcall.application.organization.RestoreOrganization;
import io.rollcall.domain.identity.OrganizationId;
import jakarta.enterprise.context.Dependent;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Dependent
@Command(
    name = "restore-organization",
    description =
        "Undoes the deletion of an organization. Its members sign in and make their tokens anew.",
    mixinStandardHelpOptions = true)
class RestoreOrganizationCommand implements OperatorCommand {
  private final RestoreOrganization restore;

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "ORGANIZATION", description = "its id")
  long organization;

  @Option(
      names = "--owner",
      paramLabel = "EMAIL",
      description = "the active member who is to own it, when the owner's account was erased")
  @Nullable String owner;

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  RestoreOrganizationCommand(RestoreOrganization restore) {
    this.restore = restore;
  }

  @Override
  public Integer call() {
    var restored =
        restore.execute(new RestoreOrganization.Command(new OrganizationId(organization), owner));
    spec.commandLine().getOut().printf("%s is restored.%n", restored.title());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
