package io.rollcall.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwitchOrganizationTest extends IdentityUseCaseTest {
  private final SwitchOrganization switching =
      new SwitchOrganization(world.organizations(), world.sessions());
  private final SignedIn ann = signUp("ann@example.com");
  private final OrganizationId mine = ann.caller().active();

  private OrganizationId joined(Role role) {
    var owner = person("owner");
    var there = found(owner);
    join(there, owner, ann.caller().user(), role, 0);
    return there;
  }

  @Test
  void sessionWorksInTheOtherFromThenOn() {
    var there = joined(Role.ANNOTATOR);

    assertThat(switching.execute(ann.caller(), there).active()).isEqualTo(there);
    assertThat(authenticate.bySession(ann.token()).orElseThrow().active()).isEqualTo(there);
  }

  @Test
  void otherSessionsStayWhereTheyAre() {
    var there = joined(Role.ANNOTATOR);
    var other = session(ann.caller().user(), mine, null);

    switching.execute(ann.caller(), there);

    assertThat(authenticate.bySession(other).orElseThrow().active()).isEqualTo(mine);
  }

  @Test
  void whoWaitsForARoleMayLookAround() {
    var there = joined(Role.NOT_ACTIVATED);

    assertThat(switching.execute(ann.caller(), there).active()).isEqualTo(there);
  }

  @Test
  void organizationOfOthersDoesNotExist() {
    var foreign = found(person("stranger"));

    assertThat(refusal(() -> switching.execute(ann.caller(), foreign)))
        .isEqualTo(new Violation.NotFound("organization"));
    assertThat(refusal(() -> switching.execute(ann.caller(), new OrganizationId(999_999))))
        .isEqualTo(new Violation.NotFound("organization"));
  }

  @Test
  void organizationLeftDoesNotExist() {
    var owner = person("owner");
    var there = found(owner);
    join(there, owner, ann.caller().user(), Role.ANNOTATOR, 0);
    change(
        there,
        List.of(owner, ann.caller().user()),
        occasion(owner, 1),
        slice -> slice.remove(owner, ann.caller().user()));

    assertThat(refusal(() -> switching.execute(ann.caller(), there)))
        .isEqualTo(new Violation.NotFound("organization"));
  }

  @Test
  void deactivatedMemberCannotGoThere() {
    var owner = person("owner");
    var there = found(owner);
    join(there, owner, ann.caller().user(), Role.ANNOTATOR, 0);
    change(
        there,
        List.of(owner, ann.caller().user()),
        occasion(owner, 1),
        slice -> slice.changeRole(owner, ann.caller().user(), Role.DEACTIVATED));

    assertThat(refusal(() -> switching.execute(ann.caller(), there)))
        .isInstanceOf(Violation.WrongState.class);
    assertThat(authenticate.bySession(ann.token()).orElseThrow().active()).isEqualTo(mine);
  }

  @Test
  void sessionOfAProviderOpensNothingElse() {
    var there = joined(Role.ANNOTATOR);
    var bound = browser(ann, mine, mine);

    assertThat(refusal(() -> switching.execute(bound, there)))
        .isEqualTo(new Violation.NotFound("organization"));
  }

  @Test
  void keyStaysWhereItIs() {
    var there = joined(Role.ANNOTATOR);
    var script = script(ann.caller().user(), mine);

    assertThat(switching.execute(script, mine)).isEqualTo(script);
    assertThat(refusal(() -> switching.execute(script, there)))
        .isEqualTo(new Violation.NotFound("organization"));
    assertThat(authenticate.bySession(ann.token()).orElseThrow().active()).isEqualTo(mine);
  }
}
