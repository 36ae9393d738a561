package io.rollcall.application.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.federation.ConfigureSaml.AttributesWish;
import io.rollcall.application.organization.UpdateOrganizationFixture;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.SamlMetadataReader;
import io.rollcall.application.port.SsoSettingsRepository.Query;
import io.rollcall.application.port.SsoSettingsRepository.State;
import io.rollcall.application.port.SsoSettingsRepository.StepRow;
import io.rollcall.application.port.UseCaseTest;
import io.rollcall.domain.federation.MappingLists;
import io.rollcall.domain.federation.MappingLists.Named;
import io.rollcall.domain.federation.SamlSettings;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** SAML and SCIM settings, which are kept before there is either. */
class SsoSettingsTest extends UseCaseTest {
  private static final GroupsWish NO_GROUPS = new GroupsWish(null, null, null);
  private static final AttributesWish NO_ATTRIBUTES = new AttributesWish(null, null, null, null);

  /** Whatever says "good" is metadata. */
  private final SamlMetadataReader metadata =
      new SamlMetadataReader() {
        @Override
        public Optional<String> problemIn(String xml) {
          return xml.contains("good") ? Optional.empty() : Optional.of("Not good.");
        }

        @Override
        public Optional<String> problemAt(String url) {
          return problemIn(url);
        }
      };

  private final Mappings mappings =
      new Mappings(world.workspaces(), world.projects(), world.ids(), world.clock());
  private final SsoAccess access = new SsoAccess(world.organizations(), world.clock());
  private final ConfigureSaml saml =
      new ConfigureSaml(
          access,
          world.ssoSettings(),
          mappings,
          UpdateOrganizationFixture.in(world),
          metadata,
          world.atomically(),
          world.notes());
  private final ConfigureScim scim =
      new ConfigureScim(access, world.ssoSettings(), mappings, world.notes());
  private final ReadSettingsHistory history = new ReadSettingsHistory(access, world.ssoSettings());
  private final UserId owner = person("owner");
  private final OrganizationId here = found(owner);

  private ConfigureSaml.Command domain(UserId actor, @Nullable String domain) {
    return new ConfigureSaml.Command(
        here, actor, domain, null, null, null, NO_ATTRIBUTES, null, NO_GROUPS);
  }

  private ConfigureSaml.Command metadata(String url, String xml) {
    return new ConfigureSaml.Command(
        here, owner, null, null, url, xml, NO_ATTRIBUTES, null, NO_GROUPS);
  }

  private List<StepRow> steps() {
    return history
        .execute(owner, new Query(here, null, null, null, true, new Page.Request(1, 30)))
        .items();
  }

  @Test
  void onlyWhoManagesProvidersComesNearThem() {
    for (var role : List.of(Role.ADMINISTRATOR, Role.MANAGER, Role.ANNOTATOR)) {
      var other = member(here, owner, "other", role);
      var refused = new Violation.NotPermitted("manage_identity_providers");
      assertThat(refusal(() -> saml.read(here, other))).isEqualTo(refused);
      assertThat(refusal(() -> saml.save(domain(other, "example.com")))).isEqualTo(refused);
      assertThat(refusal(() -> saml.reset(here, other))).isEqualTo(refused);
      assertThat(refusal(() -> saml.isDomain(here, other, "example.com"))).isEqualTo(refused);
      assertThat(refusal(() -> saml.problemAt(here, other, "good"))).isEqualTo(refused);
      assertThat(refusal(() -> scim.read(here, other))).isEqualTo(refused);
      assertThat(refusal(() -> scim.save(new ConfigureScim.Command(here, other, NO_GROUPS))))
          .isEqualTo(refused);
      assertThat(
              refusal(
                  () ->
                      history.execute(
                          other, new Query(here, null, null, null, true, new Page.Request(1, 30)))))
          .isEqualTo(refused);
    }
    assertThat(refusal(() -> saml.read(here, person("stranger"))))
        .isEqualTo(new Violation.NotFound("organization"));
  }

  @Test
  void planDecidesAboutEach() {
    var there = found(organization(owner, new Plan(null, true, false, true, true, true)));
    assertThat(refusal(() -> saml.read(there, owner))).isEqualTo(new Violation.PlanForbids("sso"));
    assertThat(scim.read(there, owner).groups()).isEqualTo(MappingLists.NONE);

    var elsewhere = found(organization(owner, new Plan(null, true, true, true, false, true)));
    assertThat(refusal(() -> scim.read(elsewhere, owner)))
        .isEqualTo(new Violation.PlanForbids("scim"));
    assertThat(saml.read(elsewhere, owner).settings()).isEqualTo(SamlSettings.DEFAULT);
  }

  @Test
  void eachStepIsInTheHistoryAndInTheNotes() {
    saml.save(domain(owner, " Example.com;example.org ".replace(';', ',')));
    saml.save(domain(owner, null));
    saml.reset(here, owner);
    saml.reset(here, owner);

    assertThat(steps()).extracting(StepRow::state).containsExactly(State.CONFIGURED, State.DEFAULT);
    assertThat(world.notes().changes())
        .contains(
            new Change(
                "saml_settings",
                here.value(),
                Map.of("domain", "example.com,example.org"),
                java.util.Collections.singletonMap("domain", null)));
    assertThat(saml.read(here, owner).settings()).isEqualTo(SamlSettings.DEFAULT);
  }

  @Test
  void refusedSettingsLeaveNoTrace() {
    assertThat(refusal(() -> saml.save(metadata("ftp://example.com", "bad"))))
        .isInstanceOfSatisfying(
            Violation.Invalid.class,
            invalid ->
                assertThat(invalid.fields()).containsOnlyKeys("metadata_url", "metadata_xml"));
    for (var domain : List.of("example", "co.uk", "example.com,,nothing", ",")) {
      assertThat(refusal(() -> saml.save(domain(owner, domain))))
          .as(domain)
          .isInstanceOf(Violation.Invalid.class);
    }
    assertThat(
            refusal(
                () ->
                    scim.save(
                        new ConfigureScim.Command(
                            here,
                            owner,
                            new GroupsWish(List.of(new Named("Owner", "x")), null, null)))))
        .isInstanceOf(Violation.Invalid.class);
    assertThat(steps()).isEmpty();
  }

  @Test
  void metadataIsKeptAndItsHistoryHoldsADigest() {
    saml.save(metadata("https://idp.example.com/good", "<good/>"));

    assertThat(saml.read(here, owner).settings().metadataXml()).isEqualTo("<good/>");
    assertThat(steps().getFirst().after()).contains("sha256:").doesNotContain("<good/>");
    saml.save(metadata("", ""));
    assertThat(saml.read(here, owner).settings()).isEqualTo(SamlSettings.DEFAULT);
  }

  @Test
  void managementPolicyIsTheOrganizationsOwn() {
    var command =
        new ConfigureSaml.Command(
            here, owner, null, null, null, null, NO_ATTRIBUTES, false, NO_GROUPS);

    assertThat(saml.save(command).manualRoles()).isFalse();
    assertThat(world.organizations().find(here).orElseThrow().policy().manualRoles()).isFalse();
    assertThat(steps()).as("no setting of SAML").isEmpty();
  }

  @Test
  void listsThatAreNotSentStay() {
    scim.save(
        new ConfigureScim.Command(
            here, owner, new GroupsWish(List.of(new Named("Manager", "managers")), null, null)));
    scim.save(
        new ConfigureScim.Command(
            here, owner, new GroupsWish(null, List.of(new Named("Pilot", "pilots")), null)));

    assertThat(scim.read(here, owner).groups())
        .isEqualTo(
            new MappingLists(
                List.of(new Named("Manager", "managers")),
                List.of(new Named("Pilot", "pilots")),
                List.of()));
    assertThat(world.workspaces().findByTitles(here, List.of("Pilot")))
        .as("a workspace is made by the protocol alone")
        .isEmpty();
  }
}
