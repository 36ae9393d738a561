package io.rollcall.rest.identity;

import io.rollcall.application.identity.Caller;
import io.rollcall.application.identity.ReadAccount;
import io.rollcall.application.port.AccountViews;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Puts the own account together with the permissions in the active organization. */
@ApplicationScoped
class WhoAmI {
  private final ReadAccount account;

  WhoAmI(ReadAccount account) {
    this.account = account;
  }

  WhoAmIJson of(Caller caller) {
    var own = account.atWork(caller);
    return WhoAmIJson.of(own.account(), caller, permissions(own, caller));
  }

  private static List<String> permissions(AccountViews.AtWork own, Caller caller) {
    var acting = own.acting();
    return acting == null || AccountJson.active(own.account(), caller).isEmpty()
        ? List.of()
        : acting.organization().permissions().of(acting.standing().role()).stream()
            .map(Permission::key)
            .toList();
  }
}
