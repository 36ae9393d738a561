package io.rollcall.server;

import io.rollcall.application.identity.EraseUser;
import io.rollcall.domain.identity.User;
import jakarta.enterprise.context.Dependent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Dependent
@Command(
    name = "erase-user",
    description =
        "Erases an account and the personal data of its person; what they did stays. Cannot be undone.",
    mixinStandardHelpOptions = true)
class EraseUserCommand implements OperatorCommand {
  private final EraseUser erase;

  @Spec CommandSpec spec;
  @Mixin Confirmation confirmation;

  @Parameters(paramLabel = "EMAIL", description = "the account's address")
  String email;

  @SuppressWarnings("NullAway.Init") // picocli sets spec, confirmation and email
  EraseUserCommand(EraseUser erase) {
    this.erase = erase;
  }

  @Override
  public Integer call() {
    if (!erase.execute(new EraseUser.Command(email, this::isConfirmed))) {
      return 1;
    }
    spec.commandLine().getOut().printf("The account of %s is erased.%n", email);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private boolean isConfirmed(User user) {
    return confirmation.given(
        "The account of %s and everything that is known of the person will be erased."
            .formatted(user.email()),
        user.email().value());
  }
}
