package io.rollcall.benchmarks;

import java.util.Arrays;

/** {@code ./rollcall bench NAME [ARGS]}: runs one measurement and prints its ratios. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    var rest = Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length);
    switch (arguments.length == 0 ? "" : arguments[0]) {
      case "sync" -> SyncBenchmark.main(rest);
      case "login" -> LoginBenchmark.main(rest);
      case "api" -> ApiBenchmark.main(rest);
      default -> {
        System.err.println("Usage: ./rollcall bench NAME");
        System.err.println(
            "  sync [PEOPLE]   a directory of so many people (50000): first run, unchanged, 1 % changed,");
        System.err.println("                  as ratios to ldapsearch and COPY in the same run");
        System.err.println(
            "  login           password logins, and requests by cookie, key and access token, a second,");
        System.err.println(
            "                  as ratios to Argon2id alone and to a request without a database");
        System.err.println(
            "  api [MEMBERS]   pages, search, single objects and decisions in an organization of so many");
        System.err.println(
            "                  members (1000000), as ratios to pgbench with the same statements");
        System.exit(2);
      }
    }
  }
}
