package io.rollcall.server;

import io.quarkus.runtime.QuarkusApplication;
import io.rollcall.application.organization.ChangePlan;
import io.rollcall.application.organization.MoveOwnership;
import io.rollcall.application.organization.SurveyOrganizations;
import io.rollcall.application.port.OperatorViews;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.RuleViolated;
import io.rollcall.server.backup.BackupRefused;
import io.rollcall.server.postgres.StartRefused;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./rollcall admin}: what the operator does and no role may, by the use cases that everybody
 * else uses. Exit codes: 0 done, 1 refused, 2 not understood.
 */
@Command(
    name = "./rollcall admin",
    description = "What the operator of this installation does, on its database.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = CommandLine.HelpCommand.class)
public class OperatorCommands implements QuarkusApplication {
  /** A command serves nobody, looks after nothing, and says only what it was asked. */
  static final Map<String, String> SETTINGS =
      Map.of(
          "quarkus.http.host-enabled", "false",
          "quarkus.scheduler.enabled", "false",
          "quarkus.log.level", "WARN",
          "quarkus.log.category.\"io.rollcall\".level", "WARN");

  private static final String WORD = "admin";

  private final SurveyOrganizations survey;
  private final ChangePlan changePlan;
  private final MoveOwnership moveOwnership;
  private final Instance<OperatorCommand> others;
  @Spec CommandSpec spec;

  @Inject
  @SuppressWarnings("NullAway.Init") // picocli sets spec
  OperatorCommands(
      SurveyOrganizations survey,
      ChangePlan changePlan,
      MoveOwnership moveOwnership,
      @Any Instance<OperatorCommand> others) {
    this.survey = survey;
    this.changePlan = changePlan;
    this.moveOwnership = moveOwnership;
    this.others = others;
  }

  static boolean areMeantBy(String[] arguments) {
    return arguments.length > 0 && arguments[0].equals(WORD);
  }

  /** Whether these words make a backup, which migrates nothing: it saves what is there. */
  static boolean backUp(String[] arguments) {
    return arguments.length > 1 && arguments[1].equals(BackupCommand.NAME);
  }

  /** Whether these words rotate keys, and do not merely ask how. */
  static boolean rotateKeys(String[] arguments) {
    return arguments.length > 1
        && arguments[1].equals(RotateKeysCommand.NAME)
        && java.util.Arrays.stream(arguments).skip(2).allMatch(RotateKeysCommand.NOW::equals);
  }

  @Override
  public int run(String... arguments) {
    var words = java.util.Arrays.copyOfRange(arguments, 1, arguments.length);
    return line().execute(words);
  }

  CommandLine line() {
    var root = new CommandLine(this);
    others.forEach(root::addSubcommand);
    return root.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              line.getErr().println(sentence(failure));
              return 1;
            });
  }

  /** For what the operator can mend; everything else is our fault, and shows where. */
  private static String sentence(Exception failure) throws Exception {
    return switch (failure) {
      case RuleViolated refused -> refused.violation().message();
      case BackupRefused refused -> String.valueOf(refused.getMessage());
      case StartRefused refused -> String.valueOf(refused.getMessage());
      default -> throw failure;
    };
  }

  @Command(
      name = "organizations",
      description =
          "Lists organizations: id, title, owner, members, seats, what the plan leaves out; of a deleted one when it is purged.",
      mixinStandardHelpOptions = true)
  int organizations(
      @Parameters(
              arity = "0..1",
              paramLabel = "TEXT",
              defaultValue = "",
              description = "part of a title or of an owner's address")
          String text,
      @Option(
              names = "--limit",
              defaultValue = "100",
              description = "at most so many (${DEFAULT-VALUE})")
          int limit) {
    var rows = survey.execute(new SurveyOrganizations.Query(text, limit));
    var out = out();
    out.printf("%-8s %-34s %-34s %9s %9s  %s%n", "id", "title", "owner", "members", "seats", "off");
    for (var row : rows) {
      out.printf(
          "%-8d %-34s %-34s %9d %9s  %s%n",
          row.id(),
          shortened(row.title()),
          shortened(row.ownerEmail()),
          row.members(),
          PlanOptions.seats(row.plan(), row.seatsTaken()),
          about(row));
    }
    if (rows.size() == limit) {
      out.println("There may be more: give a part of the title, or a higher --limit.");
    }
    out.flush();
    return 0;
  }

  private static String about(OperatorViews.OrganizationRow row) {
    var purgeAfter = row.purgeAfter();
    return purgeAfter == null
        ? PlanOptions.off(row.plan())
        : "deleted, purged on " + LocalDate.ofInstant(purgeAfter, ZoneOffset.UTC);
  }

  /** Text that people typed, on one line and without what a terminal would obey. */
  private static String shortened(String text) {
    var clean = text.replaceAll("\\p{Cntrl}", " ");
    return clean.length() <= 34 ? clean : clean.substring(0, 33) + "…";
  }

  @Command(
      name = "plan",
      description = "Shows what an organization is entitled to; with options, changes it.",
      mixinStandardHelpOptions = true)
  int plan(
      @Parameters(paramLabel = "ORGANIZATION", description = "its id") long organization,
      @CommandLine.Mixin PlanOptions options) {
    var plan =
        changePlan
            .execute(new ChangePlan.Command(new OrganizationId(organization), options::applyTo))
            .plan();
    PlanOptions.print(out(), plan);
    return 0;
  }

  @Command(
      name = "move-owner",
      description =
          "Makes an active member the owner, when the owner is lost; the old one becomes administrator.",
      mixinStandardHelpOptions = true)
  int moveOwner(
      @Parameters(paramLabel = "ORGANIZATION", description = "its id") long organization,
      @Parameters(paramLabel = "EMAIL", description = "the member's address") String email) {
    var changed =
        moveOwnership.execute(new MoveOwnership.Command(new OrganizationId(organization), email));
    out().printf("%s owns %s now.%n", email, changed.title());
    out().flush();
    return 0;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
