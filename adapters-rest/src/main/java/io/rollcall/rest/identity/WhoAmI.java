package io.rollcall.rest.identity;

import io.rollcall.application.identity.Caller;
import io.rollcall.application.identity.ReadAccount;
import io.rollcall.application.organization.ReadOrganization;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Puts the own account together with the permissions in the active organization. */
@ApplicationScoped
class WhoAmI {
  private final ReadAccount account;
  private final ReadOrganization organizations;

  WhoAmI(ReadAccount account, ReadOrganization organizations) {
    this.account = account;
    this.organizations = organizations;
  }

  WhoAmIJson of(Caller caller) {
    var own = account.execute(caller);
    var permissions =
        AccountJson.active(own, caller).isPresent() ? permissions(caller) : List.<String>of();
    return WhoAmIJson.of(own, caller, permissions);
  }

  private List<String> permissions(Caller caller) {
    var acting = organizations.acting(caller.inActive(), caller.user());
    return acting.organization().permissions().of(acting.standing().role()).stream()
        .map(Permission::key)
        .toList();
  }
}
