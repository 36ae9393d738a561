package io.rollcall.application.federation;

import io.rollcall.application.port.Page;
import io.rollcall.application.port.SsoSettingsRepository;
import io.rollcall.application.port.SsoSettingsRepository.Query;
import io.rollcall.application.port.SsoSettingsRepository.StepRow;
import io.rollcall.domain.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Who changed SAML and SCIM settings, and from what to what; for whoever may change them. */
@ApplicationScoped
public class ReadSettingsHistory {
  private final SsoAccess access;
  private final SsoSettingsRepository settings;

  ReadSettingsHistory(SsoAccess access, SsoSettingsRepository settings) {
    this.access = access;
    this.settings = settings;
  }

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  @Transactional
  public Page<StepRow> execute(UserId reader, Query query) {
    access.require(query.organization(), reader);
    return settings.history(query);
  }
}
