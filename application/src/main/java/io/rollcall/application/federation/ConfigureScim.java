package io.rollcall.application.federation;

import io.rollcall.application.federation.SsoAccess.Feature;
import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.SsoSettingsRepository;
import io.rollcall.application.port.SsoSettingsRepository.State;
import io.rollcall.application.port.SsoSettingsRepository.Step;
import io.rollcall.domain.federation.ScimSettings;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** The SCIM settings of an organization: kept and checked, before there is SCIM. */
@ApplicationScoped
public class ConfigureScim {
  private final SsoAccess access;
  private final SsoSettingsRepository settings;
  private final Mappings mappings;
  private final ChangeNotes notes;

  ConfigureScim(
      SsoAccess access, SsoSettingsRepository settings, Mappings mappings, ChangeNotes notes) {
    this.access = access;
    this.settings = settings;
    this.mappings = mappings;
    this.notes = notes;
  }

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code PlanForbids}
   */
  @Transactional
  public ScimSettings read(OrganizationId organization, UserId reader) {
    access.require(organization, reader, Feature.SCIM);
    return settings.scim(organization);
  }

  public record Command(OrganizationId organization, UserId actor, GroupsWish groups) {}

  /**
   * Locks the organization. Changes nobody and makes no workspace: that is for the protocol.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code PlanForbids}, {@code Invalid}
   */
  @Transactional
  public ScimSettings save(Command command) {
    var organization = command.organization();
    access.lock(organization, command.actor(), Feature.SCIM);
    var before = settings.scim(organization);
    var after = new ScimSettings(command.groups().over(before.groups()));
    mappings.refuseInvalid(organization, after.groups());
    var change = SettingsFields.change(organization, before, after);
    if (!change.changesNothing()) {
      var at = access.occasion(command.actor()).at();
      settings.save(organization, after, new Step(command.actor(), at, State.CONFIGURED, change));
      notes.changed(SettingsFields.noted(change));
    }
    return after;
  }
}
