package io.rollcall.server;

import io.rollcall.domain.organization.Plan;
import java.io.PrintWriter;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** A plan on the command line. What is not named stays as it is. */
final class PlanOptions {
  /** Whether something is part of the plan. */
  enum Switch {
    ON,
    OFF
  }

  @Option(
      names = "--seats",
      paramLabel = "N|none",
      converter = SeatsConverter.class,
      description = "how many members may hold an active role at once; none for no limit")
  private @Nullable Integer seats;

  @Option(
      names = "--more-organizations",
      paramLabel = "on|off",
      description = "its owner may found others")
  private @Nullable Switch moreOrganizations;

  @Option(names = "--sso", paramLabel = "on|off", description = "single sign-on")
  private @Nullable Switch sso;

  @Option(names = "--ldap", paramLabel = "on|off", description = "LDAP directories")
  private @Nullable Switch ldap;

  @Option(names = "--scim", paramLabel = "on|off", description = "SCIM provisioning")
  private @Nullable Switch scim;

  @Option(names = "--activity-log", paramLabel = "on|off", description = "an activity log")
  private @Nullable Switch activityLog;

  private static final int NO_LIMIT = 0;

  /** A number of seats; {@value #NO_LIMIT} stands for none. */
  static final class SeatsConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (text.equals("none")) {
        return NO_LIMIT;
      }
      if (text.matches("[1-9][0-9]{0,8}")) {
        return Integer.valueOf(text);
      }
      throw new TypeConversionException("'" + text + "' is neither a number from 1 on nor none");
    }
  }

  Plan applyTo(Plan plan) {
    return new Plan(
        seats == null ? plan.seatLimit() : limit(seats),
        is(moreOrganizations, plan.moreOrganizations()),
        is(sso, plan.sso()),
        is(ldap, plan.ldap()),
        is(scim, plan.scim()),
        is(activityLog, plan.activityLog()));
  }

  private static @Nullable Integer limit(int wished) {
    return wished == NO_LIMIT ? null : wished;
  }

  private static boolean is(@Nullable Switch wished, boolean kept) {
    return wished == null ? kept : wished == Switch.ON;
  }

  static void print(PrintWriter out, Plan plan) {
    out.printf("seats               %s%n", plan.seatLimit() == null ? "none" : plan.seatLimit());
    out.printf("more organizations  %s%n", word(plan.moreOrganizations()));
    out.printf("sso                 %s%n", word(plan.sso()));
    out.printf("ldap                %s%n", word(plan.ldap()));
    out.printf("scim                %s%n", word(plan.scim()));
    out.printf("activity log        %s%n", word(plan.activityLog()));
    out.flush();
  }

  private static String word(boolean on) {
    return on ? "on" : "off";
  }

  static String seats(Plan plan, int taken) {
    return plan.seatLimit() == null ? Integer.toString(taken) : taken + "/" + plan.seatLimit();
  }

  /** What the plan leaves out. */
  static String off(Plan plan) {
    var off = new ArrayList<String>();
    if (!plan.moreOrganizations()) {
      off.add("more-organizations");
    }
    if (!plan.sso()) {
      off.add("sso");
    }
    if (!plan.ldap()) {
      off.add("ldap");
    }
    if (!plan.scim()) {
      off.add("scim");
    }
    if (!plan.activityLog()) {
      off.add("activity-log");
    }
    return String.join(" ", off);
  }
}
