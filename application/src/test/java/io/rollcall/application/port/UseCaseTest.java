package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.RuleViolated;
import io.rollcall.domain.membership.Violation;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** Use cases are tested in the world of the contracts, played in memory. */
public abstract class UseCaseTest extends PortContract {
  protected final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected InMemoryWorld ports() {
    return world;
  }

  /** Why it was refused. Whatever was refused changed nothing, as in a transaction. */
  protected Violation refusal(ThrowingCallable refused) {
    return catchThrowableOfType(
            RuleViolated.class,
            () ->
                world.transaction(
                    () -> {
                      try {
                        refused.call();
                      } catch (RuntimeException | Error expected) {
                        throw expected;
                      } catch (Throwable unexpected) {
                        throw new AssertionError(unexpected);
                      }
                    }))
        .violation();
  }

  /** Somebody who belongs with a role set by hand. */
  protected UserId member(OrganizationId organization, UserId owner, String name, Role role) {
    var user = person(name);
    join(organization, owner, user, role, 0);
    return user;
  }

  protected Role role(OrganizationId organization, UserId user) {
    return member(organization, user).role();
  }

  protected void later(Duration time) {
    world.clock().advance(time);
  }

  /** A signed-in browser; returns its token. */
  protected Secret session(
      UserId user, @Nullable OrganizationId active, @Nullable OrganizationId boundTo) {
    var token = world.vault().newToken();
    var now = world.clock().instant();
    world
        .sessions()
        .open(
            new Session(world.ids().nextSession(), user, active, boundTo, now, now),
            world.vault().hash(token),
            "browser",
            "192.0.2.1");
    return token;
  }

  protected Optional<Session> find(Secret token) {
    return world.sessions().find(world.vault().hash(token));
  }
}
