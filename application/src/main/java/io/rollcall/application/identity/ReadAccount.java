package io.rollcall.application.identity;

import io.rollcall.application.port.AccountViews;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** A person's own account, with as many of their organizations as the credential opens. */
@ApplicationScoped
public class ReadAccount {
  private final AccountViews accounts;

  ReadAccount(AccountViews accounts) {
    this.accounts = accounts;
  }

  /** With what they stand for in the organization they work in; nobody anywhere has none. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public AccountViews.AtWork atWork(Caller caller) {
    var active = caller.active();
    return active == null
        ? new AccountViews.AtWork(execute(caller), null)
        : accounts
            .atWork(caller.user(), caller.boundTo(), active)
            .orElseThrow(() -> new Violation.NotFound("user").refused());
  }

  @Transactional(Transactional.TxType.SUPPORTS)
  public AccountViews.Account execute(Caller caller) {
    return accounts
        .account(caller.user(), caller.boundTo())
        .orElseThrow(() -> new Violation.NotFound("user").refused());
  }
}
