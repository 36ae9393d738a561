package io.rollcall.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.FixedServerInfo;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where somebody is signed in, and for how long. */
class SessionsTest extends IdentityUseCaseTest {
  private final ListSessions list =
      new ListSessions(world.sessions(), FixedServerInfo.DEFAULT, world.clock());
  private final EndSessions end = new EndSessions(world.sessions());
  private final SignedIn ann = signUp("ann@example.com");

  private Secret another() {
    return session(ann.caller().user(), ann.caller().active(), null);
  }

  private Caller caller(Secret token) {
    return authenticate.bySession(token).orElseThrow();
  }

  private void policy(OrganizationId organization, int age, int idle) {
    world
        .sessionPolicies()
        .save(
            organization,
            new Session.Policy(Duration.ofMinutes(age), Duration.ofMinutes(idle)),
            world.clock().instant());
  }

  @Test
  void areListedWithTheirBrowserAndTheOneThatAsksMarked() {
    later(Duration.ofMinutes(5));
    another();
    session(person("bob"), null, null);

    var found = list.execute(ann.caller());

    assertThat(found).extracting(ListSessions.Open::current).containsExactly(false, true);
    assertThat(found.getLast().browser().userAgent()).isEqualTo(CLIENT.userAgent());
    assertThat(found.getLast().browser().address()).isEqualTo(CLIENT.address());
  }

  @Test
  void deadOnesAreNotListed() {
    later(Duration.ofDays(6));
    another();

    assertThat(list.execute(ann.caller()))
        .extracting(ListSessions.Open::current)
        .containsExactly(false);
  }

  @Test
  void oneIsEndedAndTheOthersStay() {
    var other = another();

    end.one(ann.caller(), find(other).orElseThrow().id());

    assertThat(authenticate.bySession(other)).isEmpty();
    assertThat(authenticate.bySession(ann.token())).isPresent();
  }

  @Test
  void somebodyElsesSessionDoesNotExist() {
    var bobs = session(person("bob"), null, null);
    var id = find(bobs).orElseThrow().id();

    for (var wrong : List.of(id, new SessionId(Long.MAX_VALUE))) {
      assertThat(refusal(() -> end.one(ann.caller(), wrong)))
          .isEqualTo(new Violation.NotFound("session"));
    }
    assertThat(authenticate.bySession(bobs)).isPresent();
  }

  @Test
  void signingOutEverywhereEndsAllOfThemTheOwnToo() {
    var other = another();
    var bobs = session(person("bob"), null, null);

    end.all(ann.caller());

    assertThat(authenticate.bySession(ann.token())).isEmpty();
    assertThat(authenticate.bySession(other)).isEmpty();
    assertThat(authenticate.bySession(bobs)).isPresent();
  }

  @Test
  void boundCredentialReachesItsOwnKindAlone() {
    var here = ann.caller().active();
    var bound = session(ann.caller().user(), here, here);
    var caller = caller(bound);

    assertThat(list.execute(caller)).extracting(ListSessions.Open::current).containsExactly(true);
    var free = find(ann.token()).orElseThrow().id();
    assertThat(refusal(() -> end.one(caller, free))).isEqualTo(new Violation.NotFound("session"));
    end.all(caller);

    assertThat(authenticate.bySession(bound)).isEmpty();
    assertThat(authenticate.bySession(ann.token())).isPresent();
  }

  @Test
  void organizationLimitsTheSessionsThatWorkInIt() {
    policy(ann.caller().active(), 60, 10);

    later(Duration.ofMinutes(9));
    assertThat(authenticate.bySession(ann.token())).isPresent();
    later(Duration.ofMinutes(10));
    assertThat(authenticate.bySession(ann.token())).as("idle").isEmpty();
    assertThat(list.execute(ann.caller())).isEmpty();
  }

  @Test
  void organizationMayAllowMoreThanTheServer() {
    policy(ann.caller().active(), 60 * 24 * 60, 60 * 24 * 40);

    later(Duration.ofDays(30));
    assertThat(authenticate.bySession(ann.token())).isPresent();
  }

  @Test
  void shortIdleLimitDoesNotEndASessionInUse() {
    policy(ann.caller().active(), 60, 1);

    for (int i = 0; i < 10; i++) {
      later(Duration.ofSeconds(45));
      assertThat(authenticate.bySession(ann.token())).as("request %d", i).isPresent();
    }
  }

  @Test
  void stricterOrganizationWantsAFreshSignInAndOthersDoNotMind() {
    UserId user = ann.caller().user();
    var owner = person("owner");
    var strict = found(owner);
    join(strict, owner, user, Role.ANNOTATOR, 0);
    policy(strict, 20, 10);
    later(Duration.ofMinutes(15));

    var caller = caller(ann.token());

    assertThat(caller.in(ann.caller().active())).isEqualTo(ann.caller().active());
    assertThat(refusal(() -> caller.in(strict))).isEqualTo(new Violation.SignInRequired());
    var switching = new SwitchOrganization(world.organizations(), world.sessions());
    assertThat(refusal(() -> switching.execute(caller, strict)))
        .isEqualTo(new Violation.SignInRequired());
  }

  @Test
  void policyOfAnOrganizationOneDoesNotBelongToIsOfNoMatter() {
    policy(found(person("owner")), 1, 1);
    later(Duration.ofHours(1));

    assertThat(caller(ann.token()).credential()).isEqualTo(ann.caller().credential());
  }
}
