package io.rollcall.application.port;

import io.rollcall.domain.identity.AccountToken;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.identity.UserId;
import java.time.Instant;
import java.util.Optional;

/** One-time tokens that are sent by mail. Only their hashes are kept. */
public interface AccountTokenRepository {
  /** Keeps a new token. One that the person had for the same purpose is dead. */
  void issue(TokenHash hash, AccountToken token);

  /** The token, which stays good; nothing when it is unknown, used or out of date. */
  Optional<AccountToken> find(TokenHash hash, AccountToken.Purpose purpose, Instant at);

  /** Uses the token up; of two at once, one gets it. Nothing as above. */
  Optional<AccountToken> redeem(TokenHash hash, AccountToken.Purpose purpose, Instant at);

  /** Every token of the person is dead. */
  void endAll(UserId user);
}
