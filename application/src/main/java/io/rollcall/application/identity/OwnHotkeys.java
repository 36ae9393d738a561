package io.rollcall.application.identity;

import io.rollcall.application.port.AccountViews;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/**
 * The keyboard shortcuts that a person chose, for clients to keep: the same in every organization.
 */
@ApplicationScoped
public class OwnHotkeys {
  /** In characters of JSON; all that a client has are a few dozen. */
  public static final int MAX_LENGTH = 16_384;

  private final UserRepository users;
  private final AccountViews accounts;

  OwnHotkeys(UserRepository users, AccountViews accounts) {
    this.users = users;
    this.accounts = accounts;
  }

  /** A JSON object; an empty one to begin with. */
  @Transactional
  public String read(UserId user) {
    return accounts
        .account(user, null)
        .orElseThrow(() -> new Violation.NotFound("user").refused())
        .hotkeys();
  }

  /**
   * @param json an object; all older ones go
   * @throws io.rollcall.domain.membership.RuleViolated with {@code Invalid} naming {@code
   *     custom_hotkeys} when it is too long
   */
  @Transactional
  public void replace(UserId user, String json) {
    if (json.length() > MAX_LENGTH) {
      throw Violation.Invalid.field(
              "custom_hotkeys", "At most %d characters of JSON.".formatted(MAX_LENGTH))
          .refused();
    }
    users.setHotkeys(user, json);
  }
}
