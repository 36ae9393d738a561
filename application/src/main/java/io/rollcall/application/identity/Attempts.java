package io.rollcall.application.identity;

import io.rollcall.application.port.AttemptCounts;
import io.rollcall.application.port.AttemptCounts.Allowance;
import io.rollcall.application.port.SecretVault;
import io.rollcall.application.port.ServerInfo;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Limits on what others guess at or flood with, per account and per network address, on all nodes
 * together. An attempt is counted before it is made, so that a thousand at once are no way around;
 * one that succeeds may be given back. Unknown accounts are counted like known ones.
 */
@ApplicationScoped
public class Attempts {
  private final AttemptCounts counts;
  private final SecretVault vault;
  private final ServerInfo server;
  private final InstantSource clock;

  Attempts(AttemptCounts counts, SecretVault vault, ServerInfo server, InstantSource clock) {
    this.counts = counts;
    this.vault = vault;
    this.server = server;
    this.clock = clock;
  }

  /** What is counted; each kind for itself. */
  public enum Kind {
    LOGIN,
    SIGN_UP,
    DISCOVERY,
    /** A forgotten password, or another mail that anybody can ask for. */
    MAIL,
    /** A token from a mail or an invitation. */
    REDEMPTION
  }

  /**
   * Counts one attempt on an account from an address.
   *
   * @param account as it was typed; capitals are of no matter
   * @throws io.rollcall.domain.membership.RuleViolated with {@code TooManyAttempts}
   */
  public void take(Kind kind, String account, Client client) {
    take(List.of(onAccount(kind, account), fromAddress(kind, client)));
  }

  /** Counts one attempt from an address that names no account. */
  public void take(Kind kind, Client client) {
    take(List.of(fromAddress(kind, client)));
  }

  /** The attempt was honest: it does not count. */
  public void giveBack(Kind kind, String account, Client client) {
    counts.giveBack(
        List.of(onAccount(kind, account), fromAddress(kind, client)),
        server.attemptLimits().window());
  }

  private void take(List<Allowance> allowances) {
    counts
        .take(allowances, server.attemptLimits().window(), clock.instant())
        .ifPresent(
            wait -> {
              throw new Violation.TooManyAttempts(wholeSeconds(wait)).refused();
            });
  }

  private static int wholeSeconds(Duration wait) {
    return (int) Math.min(Integer.MAX_VALUE, wait.plusNanos(999_999_999).toSeconds());
  }

  /** Under the name that the account is found by: an address can be spelled in many ways. */
  private Allowance onAccount(Kind kind, String account) {
    var limits = server.attemptLimits();
    var name =
        EmailAddress.parse(account)
            .map(EmailAddress::value)
            .orElseGet(() -> account.strip().toLowerCase(Locale.ROOT));
    return new Allowance(
        vault.hash(Secret.of("%s account %s".formatted(kind, name))),
        kind == Kind.MAIL ? limits.mailsPerAccount() : limits.perAccount());
  }

  private Allowance fromAddress(Kind kind, Client client) {
    return new Allowance(
        vault.hash(Secret.of("%s address %s".formatted(kind, network(client.address())))),
        server.attemptLimits().perAddress());
  }

  /** One customer has one IPv4 address, or a whole /64 of IPv6 to choose from (RFC 6177). */
  private static String network(String address) {
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address six
          ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8))
          : address;
    } catch (IllegalArgumentException notAnAddress) {
      return address; // whatever it is, it is counted under its name
    }
  }
}
