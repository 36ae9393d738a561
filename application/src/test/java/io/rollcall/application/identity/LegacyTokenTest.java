package io.rollcall.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LegacyTokenTest extends IdentityUseCaseTest {
  private final LegacyToken token =
      new LegacyToken(
          world.organizations(), world.tokenPolicies(), world.legacyTokens(), world.vault());
  private final SignedIn ann = signUp("ann@example.com");

  @Test
  void sameKeyIsReadEachTime() {
    var key = token.read(ann.caller());

    assertThat(token.read(ann.caller())).isEqualTo(key);
    assertThat(authenticate.byLegacyToken(key)).map(Caller::user).contains(ann.caller().user());
  }

  @Test
  void resetKillsTheOldKeyAtOnce() {
    var old = token.read(ann.caller());

    var key = token.reset(ann.caller());

    assertThat(key).isNotEqualTo(old);
    assertThat(authenticate.byLegacyToken(old)).isEmpty();
    assertThat(authenticate.byLegacyToken(key)).isPresent();
    assertThat(token.read(ann.caller())).isEqualTo(key);
  }

  @Test
  void eachOrganizationHasItsOwnKey() {
    var owner = person("owner");
    var there = found(owner);
    join(there, owner, ann.caller().user(), Role.ANNOTATOR, 0);

    var key = token.read(browser(ann, there, null));

    assertThat(key).isNotEqualTo(token.read(ann.caller()));
    assertThat(authenticate.byLegacyToken(key).orElseThrow().boundTo()).isEqualTo(there);
  }

  @Test
  void whoMayDoNothingGetsNone() {
    var owner = person("owner");
    var there = found(owner);
    join(there, owner, ann.caller().user(), Role.NOT_ACTIVATED, 0);

    assertThat(refusal(() -> token.read(browser(ann, there, null))))
        .isEqualTo(new Violation.NotPermitted("create_api_tokens"));
    assertThat(refusal(() -> token.reset(browser(ann, there, null))))
        .isEqualTo(new Violation.NotPermitted("create_api_tokens"));
  }

  @Test
  void ownerMayKeepKeysFromRoles() {
    var owner = person("owner");
    var there = found(owner);
    join(there, owner, ann.caller().user(), Role.ANNOTATOR, 0);
    change(
        there,
        List.of(owner),
        occasion(owner, 1),
        slice ->
            slice.update(
                slice
                    .organization()
                    .withPermissions(
                        slice
                            .organization()
                            .permissions()
                            .with(Permission.CREATE_API_TOKENS, Set.of(Role.MANAGER)))));

    assertThat(refusal(() -> token.read(browser(ann, there, null))))
        .isEqualTo(new Violation.NotPermitted("create_api_tokens"));
  }

  @Test
  void keyDiesWithTheAccess() {
    var owner = person("owner");
    var there = found(owner);
    join(there, owner, ann.caller().user(), Role.ANNOTATOR, 0);
    var key = token.read(browser(ann, there, null));
    var here = token.read(ann.caller());

    change(
        there,
        List.of(owner, ann.caller().user()),
        occasion(owner, 1),
        slice -> slice.remove(owner, ann.caller().user()));

    assertThat(authenticate.byLegacyToken(key)).isEmpty();
    assertThat(authenticate.byLegacyToken(here)).isPresent();
  }

  @Test
  void noActiveOrganizationNoKey() {
    assertThat(refusal(() -> token.read(browser(ann, null, null))))
        .isEqualTo(new Violation.NotFound("organization"));
  }
}
