package io.rollcall.application.identity;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.TokenPolicyRepository;
import io.rollcall.domain.identity.TokenPolicy;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which tokens the active organization takes: the owner's business alone. */
@ApplicationScoped
public class TokenSettings {
  private final OrganizationRepository organizations;
  private final TokenPolicyRepository policies;
  private final InstantSource clock;
  private final ChangeNotes notes;

  TokenSettings(
      OrganizationRepository organizations,
      TokenPolicyRepository policies,
      InstantSource clock,
      ChangeNotes notes) {
    this.organizations = organizations;
    this.policies = policies;
    this.clock = clock;
    this.notes = notes;
  }

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  @Transactional
  public TokenPolicy read(Caller caller) {
    organizations
        .acting(caller.inActive(), caller.user())
        .orElseThrow(() -> new Violation.NotFound("organization").refused())
        .require(Permission.OWN_ORGANIZATION);
    return policies.find(caller.inActive());
  }

  /** Null leaves a kind as it is. */
  public record Command(
      Caller caller, int days, @Nullable Boolean apiTokens, @Nullable Boolean legacyKeys) {}

  /**
   * Locks the organization. A kind that is switched off is refused with the next request; no token
   * is ended, and switching on again lets it in.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code Invalid}
   */
  @Transactional
  public TokenPolicy change(Command command) {
    var caller = command.caller();
    var organization = caller.inActive();
    var occasion = new Occasion(clock.instant(), new Recorder.ByUser(caller.user()));
    organizations
        .lock(organization, List.of(caller.user()), occasion)
        .require(caller.user(), Permission.OWN_ORGANIZATION);
    if (command.days() < TokenPolicy.MIN_DAYS || command.days() > TokenPolicy.MAX_DAYS) {
      throw Violation.Invalid.field(
              "api_token_ttl_days",
              "Between %d and %d.".formatted(TokenPolicy.MIN_DAYS, TokenPolicy.MAX_DAYS))
          .refused();
    }
    var before = policies.find(organization);
    var after =
        new TokenPolicy(
            either(command.apiTokens(), before.apiTokens()),
            either(command.legacyKeys(), before.legacyKeys()),
            command.days());
    policies.save(organization, after);
    notes.changed(
        Change.between("token_settings", organization.value(), fields(before), fields(after)));
    return after;
  }

  private static Map<String, @Nullable Object> fields(TokenPolicy policy) {
    return Map.of(
        "api_token_ttl_days", policy.days(),
        "api_tokens_enabled", policy.apiTokens(),
        "legacy_api_tokens_enabled", policy.legacyKeys());
  }

  private static boolean either(@Nullable Boolean wished, boolean kept) {
    return wished == null ? kept : wished;
  }
}
