package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.organization.ChangePlan;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.organization.Plan;
import io.rollcall.server.api.World.Company;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** SAML and SCIM settings, which are kept before there is either. */
@ApiTest
class SsoSettingsTest {
  static final String METADATA =
      """
      <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com/">
        <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
          <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
            Location="https://idp.example.com/sso"/>
        </md:IDPSSODescriptor>
      </md:EntityDescriptor>""";

  private static final String SAML = "/api/saml/settings";
  private static final String SCIM = "/api/scim/settings";

  @Inject World world;
  @Inject ChangePlan plans;

  private static long project(Company company) {
    Number id = company.owner().sends(Map.of("title", "Mapped")).post("/api/projects/").path("id");
    return id.longValue();
  }

  private static String history(Company company) {
    return "/api/fsm/organizations/" + company.id() + "/settings-history/";
  }

  @Test
  void defaultsComeFirst() {
    var owner = world.small("Saml Defaults").owner();

    var answer = Shapes.check(owner.asks().get(SAML), 200, "SamlSettings");
    Map<String, Object> settings = answer.path("$");
    assertThat(settings)
        .doesNotContainKey("domain")
        .containsEntry("mapping_email", "Email")
        .containsEntry("metadata_url", "")
        .containsEntry("manual_role_management", true)
        .containsEntry("acs_url", null)
        .containsEntry("active", false);
    Shapes.check(owner.asks().get(SCIM), 200, "ScimSettings");
  }

  @Test
  void whatIsSentIsReplacedAndTheRestStays() {
    var company = world.small("Saml Kept");
    var owner = company.owner();
    long project = project(company);
    var sent = new HashMap<String, Object>();
    sent.put("domain", "Example.com, example.org");
    sent.put("idp_provider", "okta");
    sent.put("mapping_email", "mail");
    sent.put("mapping_last_name", null);
    sent.put("metadata_url", "https://idp.example.com/metadata");
    sent.put("metadata_xml", METADATA);
    sent.put(
        "roles_groups",
        List.of(List.of("Administrator", "admins"), List.of("Deactivated", "gone")));
    sent.put("workspaces_groups", List.of(List.of("Not there yet", "pilots")));
    sent.put(
        "projects_groups",
        List.of(Map.of("project_id", project, "group", "annotators", "role", "Inherit")));
    sent.put("token", "not for a client");

    var saved = Shapes.check(owner.sends(sent).post(SAML), 201, "SamlSettingsUpdate");
    assertThat((String) saved.path("domain")).isEqualTo("example.com,example.org");
    Shapes.check(
        owner.sends(Map.of("mapping_email", "email")).post(SAML), 201, "SamlSettingsUpdate");

    var read = Shapes.check(owner.asks().get(SAML), 200, "SamlSettings");
    assertThat((String) read.path("mapping_email")).isEqualTo("email");
    assertThat((String) read.path("mapping_last_name")).isNull();
    assertThat((String) read.path("mapping_first_name")).isEqualTo("FirstName");
    assertThat((String) read.path("idp_provider")).isEqualTo("okta");
    assertThat((String) read.path("metadata_xml")).isEqualTo(METADATA);
    assertThat((String) read.path("token")).isEmpty();
    assertThat((List<Object>) read.path("roles_groups")).isEqualTo(sent.get("roles_groups"));
    assertThat((List<Object>) read.path("workspaces_groups"))
        .isEqualTo(sent.get("workspaces_groups"));
    assertThat((Integer) read.path("projects_groups[0].project_id")).isEqualTo((int) project);
    assertThat(owner.asks().get("/api/workspaces/").jsonPath().getList("title"))
        .as("a workspace is made by the protocol alone")
        .isEmpty();
  }

  @Test
  void resetGivesTheDefaultsBack() {
    var owner = world.small("Saml Reset").owner();
    owner
        .sends(Map.of("domain", "example.com", "manual_role_management", false))
        .post(SAML)
        .then()
        .statusCode(201);

    owner.asks().delete(SAML).then().statusCode(204);

    Map<String, Object> settings = owner.asks().get(SAML).path("$");
    assertThat(settings)
        .doesNotContainKey("domain")
        .as("the policy is the organization's")
        .containsEntry("manual_role_management", false);
  }

  @Test
  void whatIsWrongIsNamed() {
    var company = world.small("Saml Wrong");
    var other = world.small("Saml Other");
    var owner = company.owner();
    long foreign = project(other);
    var wrong = new HashMap<String, Map<String, Object>>();
    wrong.put("domain", Map.of("domain", "not a domain"));
    wrong.put("metadata_url", Map.of("metadata_url", "ftp://example.com"));
    wrong.put("metadata_xml", Map.of("metadata_xml", "<html/>"));
    wrong.put("mapping_email", Map.of("mapping_email", ""));
    wrong.put("mapping_groups", Map.of("mapping_groups", "x".repeat(1025)));
    wrong.put("idp_provider", Map.of("idp_provider", 7));
    wrong.put("manual_role_management", Map.of("manual_role_management", "yes"));
    wrong.forEach((field, body) -> Shapes.invalid(owner.sends(body).post(SAML), field));
    Shapes.invalid(
        owner
            .sends(
                Map.of(
                    "metadata_xml",
                    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + METADATA))
            .post(SAML),
        "metadata_xml");
    for (var path : List.of(SAML, SCIM)) {
      Shapes.invalid(
          owner.sends(Map.of("roles_groups", List.of(List.of("Owner", "x")))).post(path),
          "roles_groups[0]");
      Shapes.invalid(
          owner.sends(Map.of("roles_groups", List.of(List.of("Manager")))).post(path),
          "roles_groups[0]");
      Shapes.invalid(
          owner.sends(Map.of("workspaces_groups", List.of(List.of("", "x")))).post(path),
          "workspaces_groups[0]");
      Shapes.invalid(
          owner
              .sends(
                  Map.of(
                      "projects_groups",
                      List.of(Map.of("project_id", foreign, "group", "x", "role", "Annotator"))))
              .post(path),
          "projects_groups[0]");
      Shapes.invalid(
          owner
              .sends(
                  Map.of(
                      "projects_groups",
                      List.of(
                          Map.of("project_id", project(company), "group", "x", "role", "Manager"))))
              .post(path),
          "projects_groups[0]");
    }
    Map<String, Object> settings = owner.asks().get(SAML).path("$");
    assertThat(settings).doesNotContainKey("domain");
    assertThat((Integer) owner.asks().get(history(company)).path("count")).isZero();
  }

  @Test
  void scimKeepsItsOwnGroups() {
    var owner = world.small("Scim Kept").owner();
    var roles = List.of(List.of("Reviewer", "reviewers"));

    Shapes.check(owner.sends(Map.of("roles_groups", roles)).post(SCIM), 201, "ScimSettingsUpdate");
    Shapes.check(
        owner.sends(Map.of("workspaces_groups", List.of(List.of("Pilot", "pilots")))).post(SCIM),
        201,
        "ScimSettingsUpdate");

    var read = owner.asks().get(SCIM);
    assertThat((List<Object>) read.path("roles_groups")).isEqualTo(roles);
    assertThat((List<Object>) read.path("workspaces_groups")).hasSize(1);
    assertThat((Boolean) read.path("active")).isFalse();
    assertThat((List<Object>) owner.asks().get(SAML).path("roles_groups")).isEmpty();
  }

  @Test
  void administratorsNeedThePermissionAndThePolicyStaysTheOwners() {
    var company = world.company("Saml Permission");
    var administrator = company.as(Actor.AD);
    Shapes.error(administrator.asks().get(SAML), 403, "not-permitted");
    company
        .owner()
        .sends(Map.of("permission", "manage_identity_providers", "roles", List.of("AD")))
        .post(company.path() + "/permissions")
        .then()
        .statusCode(200);

    administrator.sends(Map.of("domain", "example.com")).post(SAML).then().statusCode(201);
    administrator.sends(Map.of()).post(SCIM).then().statusCode(201);
    administrator.asks().get(history(company)).then().statusCode(200);
    Shapes.error(
        administrator
            .sends(Map.of("manual_role_management", false, "idp_provider", "theirs"))
            .post(SAML),
        403,
        "not-permitted");
    var read = administrator.asks().get(SAML);
    assertThat((Boolean) read.path("manual_role_management")).isTrue();
    assertThat((String) read.path("idp_provider")).as("nothing of it was kept").isNull();
    administrator.sends(Map.of("manual_role_management", true)).post(SAML).then().statusCode(201);
  }

  @Test
  void planDecides() {
    var company = world.small("Saml Plan");
    plans.execute(
        new ChangePlan.Command(
            new OrganizationId(company.id()),
            plan -> new Plan(null, true, false, true, false, true)));

    Shapes.error(company.owner().asks().get(SAML), 403, "plan-forbids");
    Shapes.error(company.owner().sends(Map.of()).post(SAML), 403, "plan-forbids");
    Shapes.error(company.owner().asks().delete(SAML), 403, "plan-forbids");
    Shapes.error(company.owner().asks().get(SCIM), 403, "plan-forbids");
    Shapes.error(company.owner().sends(Map.of()).post(SCIM), 403, "plan-forbids");
  }

  @Test
  void domainIsCheckedWithoutTellingWhoseItIs() {
    var owner = world.shared().owner();
    for (var domain : List.of("example.com", "a.example.org, b.example.org")) {
      var answer = owner.sends(Map.of("domain", domain)).post(SAML + "/validate-domain");
      Shapes.check(answer, 200, "ValidateSamlDomainResponse");
      assertThat((Boolean) answer.path("valid")).as(domain).isTrue();
    }
    for (var domain : List.of("example", "co.uk", "http://example.com", "127.0.0.1", ",")) {
      assertThat(
              (Boolean)
                  owner
                      .sends(Map.of("domain", domain))
                      .post(SAML + "/validate-domain")
                      .path("valid"))
          .as(domain)
          .isFalse();
    }
    Shapes.invalid(owner.sends(Map.of()).post(SAML + "/validate-domain"), "domain");
  }

  @Test
  void addressesInsideAreNotLookedAt() {
    var owner = world.shared().owner();
    for (var url :
        Arrays.asList(
            "http://127.0.0.1:1/",
            "https://localhost/",
            "https://169.254.169.254/latest/meta-data/",
            "https://[::1]/",
            "file:///etc/passwd",
            "no address at all")) {
      var answer = owner.sends(Map.of("metadata_url", url)).post(SAML + "/validate-metadata-url");
      Shapes.check(answer, 200, "ValidateSamlMetadataUrlResponse");
      assertThat((Boolean) answer.path("valid")).as(url).isFalse();
    }
    Shapes.invalid(owner.sends(Map.of()).post(SAML + "/validate-metadata-url"), "metadata_url");
  }

  @Test
  void historyTellsWhoChangedWhat() {
    var company = world.small("Saml History");
    var owner = company.owner();
    owner.sends(Map.of("domain", "example.com", "metadata_xml", METADATA)).post(SAML);
    owner.sends(Map.of("domain", "example.com")).post(SAML); // changes nothing
    owner.sends(Map.of("roles_groups", List.of(List.of("Manager", "managers")))).post(SCIM);
    owner.asks().delete(SAML);

    var page = Shapes.check(owner.asks().get(history(company)), 200, "StateModelPage");
    assertThat((Integer) page.path("count")).isEqualTo(3);
    assertThat((List<String>) page.path("results.transition_name"))
        .containsExactly("reset", "updated", "updated");
    assertThat((List<String>) page.path("results.state"))
        .containsExactly("DEFAULT", "CONFIGURED", "CONFIGURED");
    assertThat((List<String>) page.path("results.previous_state"))
        .containsExactly("CONFIGURED", null, null);
    assertThat((String) page.path("results[0].triggered_by.email")).isEqualTo(owner.email());
    assertThat((String) page.path("results[2].context_data.after.domain")).isEqualTo("example.com");
    assertThat((String) page.path("results[2].context_data.after.metadata_xml"))
        .startsWith("sha256:");
    var scim = owner.asks().get(history(company) + "?kind=scim&ordering=created_at");
    assertThat((List<String>) scim.path("results.context_data.kind")).containsExactly("scim");
    assertThat(
            (Integer)
                owner.asks().get(history(company) + "?until=2020-01-01T00:00:00Z").path("count"))
        .isZero();
    for (var query : List.of("kind=oidc", "since=x", "until=x", "ordering=kind", "page=0")) {
      Shapes.invalid(
          owner.asks().get(history(company) + "?" + query), query.substring(0, query.indexOf('=')));
    }
    var row = Log.row(owner, "POST", SCIM);
    assertThat(row.get("extra_data").toString()).contains("scim_settings", "managers");
  }
}
