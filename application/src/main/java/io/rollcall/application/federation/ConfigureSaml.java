package io.rollcall.application.federation;

import io.rollcall.application.federation.SsoAccess.Feature;
import io.rollcall.application.organization.UpdateOrganization;
import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.SamlMetadataReader;
import io.rollcall.application.port.SsoSettingsRepository;
import io.rollcall.application.port.SsoSettingsRepository.State;
import io.rollcall.application.port.SsoSettingsRepository.Step;
import io.rollcall.domain.federation.SamlSettings;
import io.rollcall.domain.identity.DomainName;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The SAML settings of an organization: kept and checked, before there is SAML. */
@ApplicationScoped
public class ConfigureSaml {
  private static final int MOST_DOMAINS = 1000;

  /** How many addresses are looked at at once; each holds a thread for some seconds. */
  private static final int MOST_AT_ONCE = 8;

  private static final int WAIT_SECONDS = 10;

  private final SsoAccess access;
  private final SsoSettingsRepository settings;
  private final Mappings mappings;
  private final UpdateOrganization organizations;
  private final SamlMetadataReader metadata;
  private final Atomically atomically;
  private final ChangeNotes notes;
  private final Semaphore looking = new Semaphore(MOST_AT_ONCE);

  ConfigureSaml(
      SsoAccess access,
      SsoSettingsRepository settings,
      Mappings mappings,
      UpdateOrganization organizations,
      SamlMetadataReader metadata,
      Atomically atomically,
      ChangeNotes notes) {
    this.access = access;
    this.settings = settings;
    this.mappings = mappings;
    this.organizations = organizations;
    this.metadata = metadata;
    this.atomically = atomically;
    this.notes = notes;
  }

  /**
   * @param manualRoles the management policy of the organization, which the published settings hold
   */
  public record Configured(SamlSettings settings, boolean manualRoles) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code PlanForbids}
   */
  @Transactional
  public Configured read(OrganizationId organization, UserId reader) {
    var found = access.require(organization, reader, Feature.SAML);
    return new Configured(settings.saml(organization), found.policy().manualRoles());
  }

  /**
   * Null leaves a thing as it is.
   *
   * @param idpProvider empty for none
   * @param attributes those that were sent
   * @param manualRoles a change of this is the owner's business alone
   */
  public record Command(
      OrganizationId organization,
      UserId actor,
      @Nullable String domain,
      @Nullable String idpProvider,
      @Nullable String metadataUrl,
      @Nullable String metadataXml,
      AttributesWish attributes,
      @Nullable Boolean manualRoles,
      GroupsWish groups) {}

  /** Null leaves one as it is; an empty one is looked at no longer. */
  public record AttributesWish(
      @Nullable String email,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String groups) {
    private SamlSettings.Attributes over(SamlSettings.Attributes kept) {
      return new SamlSettings.Attributes(
          either(email, kept.email()),
          either(firstName, kept.firstName()),
          either(lastName, kept.lastName()),
          either(groups, kept.groups()));
    }
  }

  /**
   * Locks the organization. Changes nobody and makes no workspace: that is for the protocol.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code PlanForbids}, {@code Invalid}
   */
  @Transactional
  public Configured save(Command command) {
    var organization = command.organization();
    var slice = access.lock(organization, command.actor(), Feature.SAML);
    var before = settings.saml(organization);
    var groups = command.groups().over(before.groups());
    mappings.refuseInvalid(organization, groups);
    var after =
        new SamlSettings(
            command.domain() == null ? before.domain() : domains(command.domain()),
            either(command.idpProvider(), before.idpProvider()),
            command.metadataUrl() == null ? before.metadataUrl() : command.metadataUrl().strip(),
            command.metadataXml() == null ? before.metadataXml() : command.metadataXml().strip(),
            command.attributes().over(before.attributes()),
            groups);
    refuseInvalid(after);
    keep(command.actor(), organization, before, after, State.CONFIGURED);
    boolean manualRoles = slice.organization().policy().manualRoles();
    if (command.manualRoles() != null && command.manualRoles() != manualRoles) {
      manualRoles = managed(command.actor(), organization, command.manualRoles());
    }
    return new Configured(after, manualRoles);
  }

  private boolean managed(UserId actor, OrganizationId organization, boolean wanted) {
    return organizations
        .execute(
            new UpdateOrganization.Command(
                organization, actor, null, null, null, wanted, null, null))
        .policy()
        .manualRoles();
  }

  /**
   * Everything as if nobody had ever set anything, but the management policy. Locks the
   * organization.
   *
   * @throws io.rollcall.domain.membership.RuleViolated as {@link #save}
   */
  @Transactional
  public void reset(OrganizationId organization, UserId actor) {
    access.lock(organization, actor, Feature.SAML);
    keep(actor, organization, settings.saml(organization), SamlSettings.DEFAULT, State.DEFAULT);
  }

  private void keep(
      UserId actor,
      OrganizationId organization,
      SamlSettings before,
      SamlSettings after,
      State state) {
    var change = SettingsFields.change(organization, before, after);
    if (!change.changesNothing()) {
      settings.save(
          organization, after, new Step(actor, access.occasion(actor).at(), state, change));
      notes.changed(SettingsFields.noted(change));
    }
  }

  /**
   * Whether a text names e-mail domains that an organization can speak for; whose they are is asked
   * elsewhere.
   */
  @Transactional
  public boolean isDomain(OrganizationId organization, UserId actor, String text) {
    access.require(organization, actor, Feature.SAML);
    return parsed(text).isPresent();
  }

  /**
   * Why there is no metadata at an address; nothing when there is.
   *
   * @throws io.rollcall.domain.membership.RuleViolated as {@link #read}, and with {@code
   *     TooManyAttempts} while many are being looked at
   */
  public Optional<String> problemAt(OrganizationId organization, UserId actor, String url) {
    atomically.run(() -> access.require(organization, actor, Feature.SAML));
    if (!looking.tryAcquire()) {
      throw new Violation.TooManyAttempts(WAIT_SECONDS).refused();
    }
    try {
      return metadata.problemAt(url);
    } finally {
      looking.release();
    }
  }

  private static String domains(String text) {
    return parsed(text)
        .map(names -> names.stream().map(DomainName::value).collect(Collectors.joining(",")))
        .orElseThrow(
            () ->
                Violation.Invalid.field(
                        "domain", "An e-mail domain such as example.com, or several with commas.")
                    .refused());
  }

  private static Optional<Set<DomainName>> parsed(String text) {
    var names = new LinkedHashSet<DomainName>();
    var parts = Arrays.stream(text.split("[,\\s]+", -1)).filter(part -> !part.isEmpty()).toList();
    if (parts.isEmpty() || parts.size() > MOST_DOMAINS) {
      return Optional.empty();
    }
    for (var part : parts) {
      var name = DomainName.parse(part);
      if (name.isEmpty()) {
        return Optional.empty();
      }
      names.add(name.get());
    }
    return Optional.of(names);
  }

  private void refuseInvalid(SamlSettings settings) {
    var wrong = new LinkedHashMap<String, List<String>>();
    if (!settings.metadataUrl().isEmpty() && !isAddress(settings.metadataUrl())) {
      wrong.put(
          "metadata_url", List.of("An address that begins with https:// and names a server."));
    }
    if (!settings.metadataXml().isEmpty()) {
      metadata
          .problemIn(settings.metadataXml())
          .ifPresent(problem -> wrong.put("metadata_xml", List.of(problem)));
    }
    if (!wrong.isEmpty()) {
      throw new Violation.Invalid(Map.copyOf(wrong)).refused();
    }
  }

  /** Plain HTTP is for networks that the operator allows, which is asked when it is fetched. */
  private static boolean isAddress(String text) {
    try {
      var address = new URI(text);
      return ("https".equalsIgnoreCase(address.getScheme())
              || "http".equalsIgnoreCase(address.getScheme()))
          && address.getHost() != null
          && address.getUserInfo() == null;
    } catch (URISyntaxException noAddress) {
      return false;
    }
  }

  private static @Nullable String either(@Nullable String wished, @Nullable String kept) {
    if (wished == null) {
      return kept;
    }
    return wished.isEmpty() ? null : wished;
  }
}
