package io.rollcall.application.identity;

import io.rollcall.application.port.LegacyTokenRepository;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.SecretVault;
import io.rollcall.application.port.TokenPolicyRepository;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenScope.Use;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/**
 * The legacy API key of the person in the active organization, which it alone opens: read, or
 * replaced by a new one.
 */
@ApplicationScoped
public class LegacyToken {
  private final OrganizationRepository organizations;
  private final TokenPolicyRepository policies;
  private final LegacyTokenRepository tokens;
  private final SecretVault vault;

  LegacyToken(
      OrganizationRepository organizations,
      TokenPolicyRepository policies,
      LegacyTokenRepository tokens,
      SecretVault vault) {
    this.organizations = organizations;
    this.policies = policies;
    this.tokens = tokens;
    this.vault = vault;
  }

  /**
   * The key; the first time a new one.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code OutOfScope}, {@code NotFound},
   *     {@code NotPermitted}, {@code WrongState} while the organization takes no such keys
   */
  @Transactional
  public Secret read(Caller caller) {
    requirePermission(caller);
    requireTaken(caller);
    return tokens.find(caller.inActive(), caller.user()).orElseGet(() -> renew(caller));
  }

  /**
   * A new key; the old one is dead at once.
   *
   * @throws io.rollcall.domain.membership.RuleViolated as {@link #read}
   */
  @Transactional
  public Secret reset(Caller caller) {
    requirePermission(caller);
    requireTaken(caller);
    return renew(caller);
  }

  private Secret renew(Caller caller) {
    var key = vault.newToken();
    tokens.replace(caller.inActive(), caller.user(), key, vault.hash(key));
    return key;
  }

  private void requireTaken(Caller caller) {
    if (!policies.find(caller.inActive()).legacyKeys()) {
      throw new Violation.WrongState("use of legacy API keys", "switched off").refused();
    }
  }

  private void requirePermission(Caller caller) {
    caller.requireScope(Use.CREDENTIALS);
    organizations
        .acting(caller.inActive(), caller.user())
        .orElseThrow(() -> new Violation.NotFound("organization").refused())
        .require(Permission.CREATE_API_TOKENS);
  }
}
