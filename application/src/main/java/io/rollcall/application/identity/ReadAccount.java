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

  @Transactional(Transactional.TxType.SUPPORTS)
  public AccountViews.Account execute(Caller caller) {
    return accounts
        .account(caller.user(), caller.boundTo())
        .orElseThrow(() -> new Violation.NotFound("user").refused());
  }
}
