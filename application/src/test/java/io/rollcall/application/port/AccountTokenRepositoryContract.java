package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.AccountToken;
import io.rollcall.domain.identity.AccountToken.Purpose;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.identity.UserId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public abstract class AccountTokenRepositoryContract extends PortContract {
  private AccountTokenRepository tokens() {
    return ports().accountTokens();
  }

  private TokenHash hash() {
    return ports().vault().hash(ports().vault().newToken());
  }

  /** Good until the tenth minute. */
  private AccountToken token(UserId user, Purpose purpose) {
    return new AccountToken(user, purpose, email("ann"), at(10));
  }

  private TokenHash issue(AccountToken token) {
    var hash = hash();
    ports().transaction(() -> tokens().issue(hash, token));
    return hash;
  }

  private Optional<AccountToken> redeem(TokenHash hash, Purpose purpose, int minutes) {
    return ports().transaction(() -> tokens().redeem(hash, purpose, at(minutes)));
  }

  @Test
  void tokenIsGoodOnce() {
    var token = token(person("ann"), Purpose.RESET_PASSWORD);
    var hash = issue(token);

    assertThat(redeem(hash(), Purpose.RESET_PASSWORD, 1)).as("another").isEmpty();
    assertThat(redeem(hash, Purpose.RESET_PASSWORD, 9)).contains(token);
    assertThat(redeem(hash, Purpose.RESET_PASSWORD, 9)).as("used").isEmpty();
  }

  @Test
  void lookingAtATokenDoesNotUseItUp() {
    var token = token(person("ann"), Purpose.RESET_PASSWORD);
    var hash = issue(token);
    for (int i = 0; i < 2; i++) {
      assertThat(ports().transaction(() -> tokens().find(hash, Purpose.RESET_PASSWORD, at(1))))
          .contains(token);
    }
    assertThat(ports().transaction(() -> tokens().find(hash, Purpose.VERIFY_ADDRESS, at(1))))
        .isEmpty();
    assertThat(ports().transaction(() -> tokens().find(hash, Purpose.RESET_PASSWORD, at(10))))
        .isEmpty();
  }

  @Test
  void tokenOfAnotherPurposeOpensNothingAndStays() {
    var token = token(person("ann"), Purpose.VERIFY_ADDRESS);
    var hash = issue(token);

    assertThat(redeem(hash, Purpose.RESET_PASSWORD, 1)).isEmpty();
    assertThat(redeem(hash, Purpose.VERIFY_ADDRESS, 1)).contains(token);
  }

  @Test
  void tokenEndsWhenItsTimeIsOver() {
    var hash = issue(token(person("ann"), Purpose.RESET_PASSWORD));

    assertThat(redeem(hash, Purpose.RESET_PASSWORD, 10)).isEmpty();
  }

  @Test
  void newTokenKillsTheOldOneOfTheSamePurposeAlone() {
    var ann = person("ann");
    var old = issue(token(ann, Purpose.RESET_PASSWORD));
    var verification = issue(token(ann, Purpose.VERIFY_ADDRESS));
    var bobs = issue(token(person("bob"), Purpose.RESET_PASSWORD));
    var fresh = issue(token(ann, Purpose.RESET_PASSWORD));

    assertThat(redeem(old, Purpose.RESET_PASSWORD, 1)).isEmpty();
    assertThat(redeem(fresh, Purpose.RESET_PASSWORD, 1)).isPresent();
    assertThat(redeem(verification, Purpose.VERIFY_ADDRESS, 1)).isPresent();
    assertThat(redeem(bobs, Purpose.RESET_PASSWORD, 1)).isPresent();
  }

  @Test
  void allTokensOfAPersonEndAndNobodyElses() {
    var ann = person("ann");
    var reset = issue(token(ann, Purpose.RESET_PASSWORD));
    var verification = issue(token(ann, Purpose.VERIFY_ADDRESS));
    var bobs = issue(token(person("bob"), Purpose.RESET_PASSWORD));

    ports().transaction(() -> tokens().endAll(ann));

    assertThat(redeem(reset, Purpose.RESET_PASSWORD, 1)).isEmpty();
    assertThat(redeem(verification, Purpose.VERIFY_ADDRESS, 1)).isEmpty();
    assertThat(redeem(bobs, Purpose.RESET_PASSWORD, 1)).isPresent();
  }
}
