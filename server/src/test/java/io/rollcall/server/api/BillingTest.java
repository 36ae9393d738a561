package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.organization.ChangePlan;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.organization.Plan;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the plan of an organization permits. */
@ApiTest
class BillingTest {
  @Inject World world;
  @Inject ChangePlan plans;

  @Test
  void countsAreRealAndTheRestIsOff() {
    var company = world.company("Billed");
    var owner = company.owner();
    owner.sends(Map.of("title", "One project")).post("/api/projects/").then().statusCode(201);

    var info =
        Shapes.check(owner.asks().get("/api/billing/info"), 200, "BillingInfoResponse").jsonPath();

    assertThat(info.getMap("billing_checks.users"))
        .isEqualTo(Map.of("count", 5, "limit", -1, "reached", false, "total", 7));
    assertThat(info.getMap("billing_checks.projects"))
        .isEqualTo(Map.of("count", 1, "limit", -1, "reached", false, "total", 1));
    assertThat(info.getMap("billing_checks.results"))
        .isEqualTo(Map.of("count", 0, "limit", 0, "reached", false, "total", 0));
    assertThat(info.getBoolean("billing_checks.organization_is_active")).isTrue();
    assertThat(info.getBoolean("billing_flags.allow_activity_log")).isTrue();
    assertThat(info.getBoolean("billing_flags.allow_ai")).isFalse();
    assertThat(info.getBoolean("billing_flags.email_configured")).isFalse();
    assertThat((String) owner.asks().get("/api/billing/info/").path("billing_flags.activated_at"))
        .isEqualTo(owner.asks().get(company.path()).path("created_at"));
  }

  @Test
  void planAndPoliciesShow() {
    var company = world.small("Limited");
    plans.execute(
        new ChangePlan.Command(
            new OrganizationId(company.id()), plan -> new Plan(2, true, false, true, true, false)));
    world.member(company, "The second", Role.ANNOTATOR);
    company
        .owner()
        .sends(Map.of("manual_role_management", false))
        .patch(company.path())
        .then()
        .statusCode(200);

    var info = company.owner().asks().get("/api/billing/info").jsonPath();

    // Without manual roles the second member's is no longer counted, so the seat is free again.
    assertThat(info.getMap("billing_checks.users"))
        .isEqualTo(Map.of("count", 1, "limit", 2, "reached", false, "total", 2));
    assertThat(info.getBoolean("billing_flags.allow_sso")).isFalse();
    assertThat(info.getBoolean("billing_flags.allow_activity_log")).isFalse();
    assertThat(info.getBoolean("billing_flags.manual_role_management")).isFalse();
    assertThat(info.getBoolean("billing_flags.manual_workspace_management")).isTrue();

    company
        .owner()
        .sends(Map.of("manual_role_management", true))
        .patch(company.path())
        .then()
        .statusCode(200);
    assertThat(
            (Boolean)
                company
                    .owner()
                    .asks()
                    .get("/api/billing/info")
                    .path("billing_checks.users.reached"))
        .isTrue();
  }
}
