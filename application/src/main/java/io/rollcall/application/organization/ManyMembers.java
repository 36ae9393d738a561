package io.rollcall.application.organization;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.organization.OrganizationSlice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * The same decision about many members, in one transaction: a slice of them at a time, so that a
 * million people need no more memory than these, and each slice read and written in a handful of
 * statements.
 */
@ApplicationScoped
class ManyMembers {
  private static final int AT_ONCE = 10_000;

  private final OrganizationRepository organizations;

  ManyMembers(OrganizationRepository organizations) {
    this.organizations = organizations;
  }

  /**
   * @param people by id
   * @param decision says whether it changed the member
   * @return how many it changed
   */
  @Transactional(Transactional.TxType.MANDATORY)
  int decide(
      OrganizationId organization,
      List<UserId> people,
      Occasion occasion,
      BiPredicate<OrganizationSlice, UserId> decision) {
    int changed = 0;
    for (int from = 0; from < people.size(); from += AT_ONCE) {
      var some = people.subList(from, Math.min(people.size(), from + AT_ONCE));
      var slice = organizations.lock(organization, some, occasion);
      changed += (int) some.stream().filter(user -> decision.test(slice, user)).count();
      organizations.save(slice);
    }
    return changed;
  }
}
