package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.identity.UserId;
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
}
