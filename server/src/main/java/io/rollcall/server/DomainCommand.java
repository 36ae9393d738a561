package io.rollcall.server;

import io.rollcall.application.organization.DeclareDomain;
import io.rollcall.application.organization.SurveyDomains;
import io.rollcall.application.organization.WithdrawDomain;
import io.rollcall.domain.identity.DomainName;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.VerifiedDomain;
import jakarta.enterprise.context.Dependent;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Dependent
@Command(
    name = "domain",
    description = {
      "Without words, lists the domains of organizations.",
      "With a domain and an organization, declares that its addresses are that organization's people."
    },
    mixinStandardHelpOptions = true)
class DomainCommand implements OperatorCommand {
  private final SurveyDomains survey;
  private final DeclareDomain declare;
  private final WithdrawDomain withdraw;

  @Spec CommandSpec spec;

  @Parameters(arity = "0..1", index = "0", paramLabel = "DOMAIN", description = "example.com")
  @Nullable String domain;

  @Parameters(arity = "0..1", index = "1", paramLabel = "ORGANIZATION", description = "its id")
  @Nullable Long organization;

  @Option(names = "--withdraw", description = "take the domain away again; who came by it stays")
  boolean withdrawn;

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  DomainCommand(SurveyDomains survey, DeclareDomain declare, WithdrawDomain withdraw) {
    this.survey = survey;
    this.declare = declare;
    this.withdraw = withdraw;
  }

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    if (domain == null) {
      list(out);
    } else if (withdrawn && organization == null) {
      withdraw.execute(name(domain));
      out.printf("%s belongs to no organization now.%n", name(domain));
    } else if (!withdrawn && organization != null) {
      declare(out, name(domain), new OrganizationId(organization));
    } else {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "Give a domain and an organization's id, or a domain and --withdraw.");
    }
    out.flush();
    return 0;
  }

  private void list(PrintWriter out) {
    out.printf("%-40s %-12s %-10s  %s%n", "domain", "organization", "since", "by");
    for (var known : survey.execute()) {
      out.printf(
          "%-40s %-12s %-10s  %s%n",
          known.name(),
          known.organization(),
          LocalDate.ofInstant(known.since(), ZoneOffset.UTC),
          known.proof().name().toLowerCase(Locale.ROOT));
    }
  }

  private void declare(PrintWriter out, DomainName name, OrganizationId id) {
    var holder =
        declare.execute(new DeclareDomain.Command(name, id, VerifiedDomain.Proof.DECLARED));
    out.printf("%s is a domain of %s now.%n", name, holder.title());
  }

  private DomainName name(String text) {
    return DomainName.parse(text)
        .orElseThrow(
            () ->
                new CommandLine.ParameterException(
                    spec.commandLine(),
                    "'" + text + "' is no domain that one organization can have."));
  }
}
