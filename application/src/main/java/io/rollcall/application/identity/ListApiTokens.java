package io.rollcall.application.identity;

import io.rollcall.domain.identity.ApiToken;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** A person's own personal access tokens in the active organization, without their signatures. */
@ApplicationScoped
public class ListApiTokens {
  private final OwnApiTokens own;

  ListApiTokens(OwnApiTokens own) {
    this.own = own;
  }

  /**
   * Those that still live, the youngest first.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  @Transactional
  public List<ApiToken> execute(Caller caller) {
    return own.all(caller, Permission.BE_MEMBER);
  }
}
