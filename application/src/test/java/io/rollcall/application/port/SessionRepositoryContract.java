package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.SessionRepository.Browser;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

public abstract class SessionRepositoryContract extends PortContract {
  private static final OrganizationId HERE = new OrganizationId(4711);
  private static final OrganizationId THERE = new OrganizationId(4712);

  private SessionRepository sessions() {
    return ports().sessions();
  }

  private TokenHash token() {
    return ports().vault().hash(ports().vault().newToken());
  }

  private Session session(UserId user, @Nullable OrganizationId active) {
    return new Session(ports().ids().nextSession(), user, active, HERE, T0, at(1));
  }

  private void open(Session session, TokenHash token) {
    ports().transaction(() -> sessions().open(session, token, "Firefox", "192.0.2.1"));
  }

  @Test
  void sessionIsFoundByItsTokenAlone() {
    var token = token();
    var session = session(person("ann"), HERE);
    open(session, token);

    assertThat(ports().transaction(() -> sessions().find(token))).contains(session);
    assertThat(ports().transaction(() -> sessions().find(token()))).isEmpty();
  }

  @Test
  void useIsRecorded() {
    var token = token();
    var session = session(person("ann"), HERE);
    open(session, token);

    ports().transaction(() -> sessions().touch(session.id(), at(5)));

    assertThat(ports().transaction(() -> sessions().find(token)).orElseThrow().lastSeenAt())
        .isEqualTo(at(5));
  }

  @Test
  void activeOrganizationIsSwitchedAndSeenInTheSameTransaction() {
    var token = token();
    var session = session(person("ann"), HERE);
    open(session, token);

    var seen =
        ports()
            .transaction(
                () -> {
                  assertThat(sessions().find(token).orElseThrow().active()).isEqualTo(HERE);
                  sessions().setActive(session.id(), THERE);
                  return sessions().find(token).orElseThrow().active();
                });
    assertThat(seen).isEqualTo(THERE);

    ports().transaction(() -> sessions().setActive(session.id(), null));
    assertThat(ports().transaction(() -> sessions().find(token)).orElseThrow().active()).isNull();
  }

  @Test
  void endedSessionIsGoneAndOthersStay() {
    var user = person("ann");
    var token = token();
    var session = session(user, null);
    open(session, token);
    var otherToken = token();
    var other = session(user, null);
    open(other, otherToken);

    ports().transaction(() -> sessions().end(session.id()));
    ports().transaction(() -> sessions().end(session.id()));

    assertThat(ports().transaction(() -> sessions().find(token))).isEmpty();
    assertThat(ports().transaction(() -> sessions().find(otherToken))).contains(other);
  }

  private Session bound(UserId user, @Nullable OrganizationId organization) {
    return new Session(ports().ids().nextSession(), user, null, organization, T0, at(1));
  }

  private List<Browser> browsers(UserId user, @Nullable OrganizationId boundTo) {
    return ports().transaction(() -> sessions().browsers(user, boundTo));
  }

  @Test
  void browserOfASessionIsFoundByItsToken() {
    var token = token();
    var session = session(person("ann"), HERE);
    open(session, token);

    assertThat(ports().transaction(() -> sessions().browser(token)))
        .contains(new Browser(session, "Firefox", "192.0.2.1", Map.of()));
    assertThat(ports().transaction(() -> sessions().browser(token()))).isEmpty();
  }

  @Test
  void sessionBringsThePoliciesOfThePersonsOrganizations() {
    var owner = person("owner");
    var ann = person("ann");
    var here = found(owner);
    var there = found(owner);
    var left = found(owner);
    for (var organization : List.of(here, there, left)) {
      join(organization, owner, ann, Role.ANNOTATOR, 0);
    }
    var strict = new Session.Policy(Duration.ofMinutes(2), Duration.ofMinutes(1));
    var elsewhere = found(owner);
    for (var organization : List.of(here, left, elsewhere)) {
      ports().transaction(() -> ports().sessionPolicies().save(organization, strict, at(1)));
    }
    change(left, List.of(ann), occasion(ann, 2), slice -> slice.leave(ann));
    var token = token();
    open(session(ann, null), token);

    assertThat(ports().transaction(() -> sessions().browser(token)).orElseThrow().policies())
        .isEqualTo(Map.of(here, strict));
    assertThat(browsers(ann, null))
        .extracting(Browser::policies)
        .containsExactly(Map.of(here, strict));
  }

  @Test
  void sessionsOfAPersonAreListedTheYoungestFirst() {
    var ann = person("ann");
    var first = bound(ann, null);
    open(first, token());
    var second = bound(ann, HERE);
    open(second, token());
    open(bound(person("bob"), HERE), token());

    assertThat(browsers(ann, null)).extracting(Browser::session).containsExactly(second, first);
    assertThat(browsers(ann, HERE)).extracting(Browser::session).containsExactly(second);
    assertThat(browsers(ann, THERE)).isEmpty();
  }

  @Test
  void allSessionsOfAPersonEndAtOnceAndNobodyElses() {
    var ann = person("ann");
    var bob = person("bob");
    open(bound(ann, null), token());
    open(bound(ann, HERE), token());
    open(bound(bob, HERE), token());

    ports().transaction(() -> sessions().endAll(ann, null, null));

    assertThat(browsers(ann, null)).isEmpty();
    assertThat(browsers(bob, null)).hasSize(1);
  }

  @Test
  void oneSessionMayStay() {
    var ann = person("ann");
    var stays = bound(ann, null);
    open(stays, token());
    open(bound(ann, null), token());

    ports().transaction(() -> sessions().endAll(ann, null, stays.id()));

    assertThat(browsers(ann, null)).extracting(Browser::session).containsExactly(stays);
  }

  @Test
  void thoseOfOneOrganizationEndAlone() {
    var ann = person("ann");
    var free = bound(ann, null);
    open(free, token());
    var there = bound(ann, THERE);
    open(there, token());
    open(bound(ann, HERE), token());

    ports().transaction(() -> sessions().endAll(ann, HERE, null));

    assertThat(browsers(ann, null)).extracting(Browser::session).containsExactly(there, free);
  }
}
