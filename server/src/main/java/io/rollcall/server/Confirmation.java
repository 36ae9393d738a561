package io.rollcall.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** For what cannot be undone: the name of the thing, typed; or {@code --yes} for scripts. */
final class Confirmation {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--yes", description = "do not ask")
  private boolean yes;

  @SuppressWarnings("NullAway.Init") // picocli sets what it is told to
  Confirmation() {}

  /**
   * @param consequence one sentence: what would happen
   */
  boolean given(String consequence, String name) {
    if (yes) {
      return true;
    }
    PrintWriter out = command.commandLine().getOut();
    out.println(consequence);
    out.printf("Type %s to confirm: ", name);
    out.flush();
    if (name.equals(line())) {
      return true;
    }
    command.commandLine().getErr().println("Not confirmed; nothing was changed.");
    return false;
  }

  private static String line() {
    try {
      var typed =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      return typed == null ? "" : typed.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
