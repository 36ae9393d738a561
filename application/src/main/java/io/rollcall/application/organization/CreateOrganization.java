package io.rollcall.application.organization;

import io.rollcall.application.identity.Caller;
import io.rollcall.application.port.AccountViews;
import io.rollcall.application.port.ServerInfo;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** A further organization of somebody whose plan permits it; they own it. */
@ApplicationScoped
public class CreateOrganization {
  private final AccountViews accounts;
  private final FoundOrganization found;
  private final ServerInfo server;

  CreateOrganization(AccountViews accounts, FoundOrganization found, ServerInfo server) {
    this.accounts = accounts;
    this.found = found;
    this.server = server;
  }

  /**
   * A credential that opens one organization alone founds none: legacy keys and provider sessions
   * do not.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code CredentialOpensOneOrganization},
   *     and {@code PlanForbids} when no organization the person owns, nor the plan of new ones if
   *     they own none, permits more
   */
  @Transactional
  public OrganizationId execute(Caller caller, String title) {
    if (caller.boundTo() != null) {
      throw new Violation.CredentialOpensOneOrganization().refused();
    }
    if (!mayFound(caller)) {
      throw new Violation.PlanForbids("more organizations").refused();
    }
    return found.execute(caller.user(), title);
  }

  private boolean mayFound(Caller caller) {
    var owned =
        accounts.account(caller.user(), null).stream()
            .flatMap(account -> account.memberships().stream())
            .filter(AccountViews.MembershipRow::owner)
            .toList();
    return owned.isEmpty()
        ? server.defaultPlan().moreOrganizations()
        : owned.stream().anyMatch(AccountViews.MembershipRow::moreOrganizations);
  }
}
