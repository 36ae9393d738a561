package io.rollcall.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.TokenPolicy;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSettingsTest extends IdentityUseCaseTest {
  private final TokenSettings settings =
      new TokenSettings(world.organizations(), world.tokenPolicies(), world.clock(), world.notes());
  private final SignedIn ann = signUp("ann@example.com");

  @Test
  void bothKindsAreOnAtFirst() {
    assertThat(settings.read(ann.caller())).isEqualTo(new TokenPolicy(true, true, 365));
  }

  @Test
  void whatIsNotNamedStays() {
    settings.change(new TokenSettings.Command(ann.caller(), 30, false, null));
    var after = settings.change(new TokenSettings.Command(ann.caller(), 60, null, false));

    assertThat(after).isEqualTo(new TokenPolicy(false, false, 60));
    assertThat(settings.read(ann.caller())).isEqualTo(after);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 73_001})
  void impossibleDaysAreNamed(int days) {
    assertThat(
            refusal(
                () -> settings.change(new TokenSettings.Command(ann.caller(), days, null, null))))
        .isInstanceOfSatisfying(
            Violation.Invalid.class,
            invalid ->
                assertThat(((Map<?, ?>) invalid.fields()).keySet().toString())
                    .isEqualTo("[api_token_ttl_days]"));
  }

  @ParameterizedTest
  @EnumSource(names = {"ADMINISTRATOR", "MANAGER", "REVIEWER", "ANNOTATOR", "NOT_ACTIVATED"})
  void onlyTheOwnerReadsAndChanges(Role role) {
    var owner = person("owner");
    var there = found(owner);
    join(there, owner, ann.caller().user(), role, 0);
    var inside = browser(ann, there, null);
    var refused = new Violation.NotPermitted("own_organization");

    assertThat(refusal(() -> settings.read(inside))).isEqualTo(refused);
    assertThat(refusal(() -> settings.change(new TokenSettings.Command(inside, 1, null, null))))
        .isEqualTo(refused);
  }
}
