package io.rollcall.application.organization;

import io.rollcall.application.identity.Caller;
import io.rollcall.application.port.AccountViews;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** The organizations the caller belongs to and the credential opens, by title. */
@ApplicationScoped
public class ListOrganizations {
  private final AccountViews accounts;

  ListOrganizations(AccountViews accounts) {
    this.accounts = accounts;
  }

  @Transactional(Transactional.TxType.SUPPORTS)
  public List<AccountViews.OrganizationRow> execute(Caller caller) {
    return accounts.organizations(caller.user(), caller.boundTo());
  }
}
