package io.rollcall.server;

import io.rollcall.application.identity.RenewSecrets;
import io.rollcall.application.identity.RotateSigningKeys;
import jakarta.enterprise.context.Dependent;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Dependent
@Command(
    name = RotateKeysCommand.NAME,
    description = {
      "Lets a new key sign tokens, and encrypts stored secrets anew under the present rollcall.secret-key.",
      "Nobody is logged out. When an embedded server is stopped, it gets a new secret key first."
    },
    mixinStandardHelpOptions = true)
class RotateKeysCommand implements OperatorCommand {
  static final String NAME = "rotate-keys";
  static final String NOW = "--now";

  private final RotateSigningKeys rotate;
  private final RenewSecrets renew;
  private final RollcallConfig config;

  @Spec CommandSpec spec;

  @Option(
      names = NOW,
      description =
          "a key got out: drop the older ones; every personal access token is dead at once")
  boolean now;

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  RotateKeysCommand(RotateSigningKeys rotate, RenewSecrets renew, RollcallConfig config) {
    this.rotate = rotate;
    this.renew = renew;
    this.config = config;
  }

  @Override
  public Integer call() {
    var key = rotate.execute(now ? RotateSigningKeys.Old.DROPPED : RotateSigningKeys.Old.KEPT);
    var renewed = renew.execute();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Key %s signs tokens now; %s.%n",
        key,
        now
            ? "the older ones are gone, and so is every token they signed"
            : "older ones verify what they signed until it ends");
    out.printf(
        "Encrypted anew: %d signing keys, %d legacy keys, %d passwords of directories and invitation links, %d letters.%n",
        renewed.signingKeys(), renewed.legacyKeys(), renewed.ofOrganizations(), renewed.letters());
    SecretKeyFiles.forgetPrevious(config.home(), config.secretKey());
    out.println(aboutSecretKey());
    out.flush();
    return 0;
  }

  private String aboutSecretKey() {
    if (config.secretKeyRenewed()) {
      return "The secret key in " + SecretKeyFiles.current(config.home()) + " is new: back it up.";
    }
    return config.previousSecretKeys().isPresent()
        ? "No secret needs rollcall.previous-secret-keys any more: take it out when every node has the new key."
        : "The secret key itself is the same as before.";
  }
}
