package io.rollcall.rest.activity;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.rollcall.application.identity.Caller;
import io.rollcall.application.port.ActivityLog;
import io.rollcall.application.port.ActivityRepository.Actor;
import io.rollcall.application.port.ActivityRepository.Credential;
import io.rollcall.application.port.ActivityRepository.Entry;
import io.rollcall.application.port.ActivityRepository.Exchange;
import io.rollcall.application.port.ActivityRepository.Subject;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.identity.Clients;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every request that wants to change something, and hands it over to the activity log once
 * it is answered: then it is known how it ended and how long it took, and nobody waits any more.
 */
@ApplicationScoped
public class ActivityRecorder {
  /** Before whatever may refuse a request. */
  private static final int FIRST = 2000;

  private static final int REFUSED = 400;
  private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

  /** These change nothing, and clients send them all the time. */
  private static final Set<String> ASKING = Set.of("/api/auth/discover", "/api/token/refresh");

  private static final Pattern ORGANIZATION = named("organizations");
  private static final Pattern WORKSPACE = named("workspaces");
  private static final Pattern PROJECT = named("projects");

  private final ActivityLog log;
  private final InstantSource clock;

  ActivityRecorder(ActivityLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  private static Pattern named(String kind) {
    return Pattern.compile("/api/" + kind + "/([0-9]{1,18})(?:/.*)?");
  }

  void register(@Observes Filters filters) {
    filters.register(this::follow, FIRST);
  }

  private void follow(RoutingContext context) {
    if (isChanging(context)) {
      var noted = Noted.begin(context);
      var began = clock.instant();
      long nanos = System.nanoTime();
      context.addEndHandler(
          ended -> record(context, noted, began, (System.nanoTime() - nanos) / 1_000_000));
    }
    context.next();
  }

  private static boolean isChanging(RoutingContext context) {
    if (!CHANGING.contains(context.request().method().name())) {
      return false;
    }
    var path = context.normalizedPath();
    return path.startsWith("/api/")
        && !ASKING.contains(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }

  private void record(RoutingContext context, Noted noted, Instant began, long milliseconds) {
    actor(context, noted)
        .ifPresentOrElse(
            actor ->
                log.add(
                    new Entry(
                        actor, subject(context, noted), exchange(context, began, milliseconds))),
            log::addNobodys);
  }

  /** Whoever has just signed in has no credential yet, but has been noted. */
  private static Optional<Actor> actor(RoutingContext context, Noted noted) {
    return noted.actor().or(() -> CurrentCaller.of(context).map(ActivityRecorder::actor));
  }

  private static Actor actor(Caller caller) {
    return switch (caller.credential()) {
      case Caller.Credential.BySession session ->
          new Actor(caller.user(), Credential.SESSION, session.session().value(), caller.active());
      case Caller.Credential.ByApiToken token ->
          new Actor(caller.user(), Credential.ACCESS_TOKEN, token.token().value(), caller.active());
      case Caller.Credential.ByLegacyToken ignored ->
          new Actor(caller.user(), Credential.LEGACY_KEY, null, caller.active());
    };
  }

  private static Subject subject(RoutingContext context, Noted noted) {
    var path = context.normalizedPath();
    boolean refused = context.response().getStatusCode() >= REFUSED;
    return new Subject(
        opened(context, first(ORGANIZATION, path, noted.id("organization"), OrganizationId::new)),
        first(WORKSPACE, path, noted.id("workspace"), WorkspaceId::new),
        first(PROJECT, path, noted.id("project"), ProjectId::new),
        refused ? List.of() : noted.changes(),
        refused ? 0 : noted.further());
  }

  /** A credential of one organization has no say in what another keeps. */
  private static @Nullable OrganizationId opened(
      RoutingContext context, @Nullable OrganizationId named) {
    var bound = CurrentCaller.of(context).map(Caller::boundTo).orElse(null);
    return bound == null || bound.equals(named) ? named : null;
  }

  private static <T> @Nullable T first(
      Pattern inPath, String path, OptionalLong noted, LongFunction<T> id) {
    var found = inPath.matcher(path);
    if (found.matches()) {
      long number = Long.parseLong(found.group(1));
      return number > 0 ? id.apply(number) : null;
    }
    return noted.isPresent() ? id.apply(noted.getAsLong()) : null;
  }

  private static Exchange exchange(RoutingContext context, Instant began, long milliseconds) {
    var request = context.request();
    var client = Clients.of(request);
    var response = context.response();
    return new Exchange(
        began,
        (int) Math.min(Integer.MAX_VALUE, milliseconds),
        request.method().name(),
        HarmlessText.path(context.normalizedPath()),
        response.headWritten() ? response.getStatusCode() : null,
        client.address(),
        client.userAgent(),
        HarmlessText.referer(request.getHeader(HttpHeaders.REFERER)));
  }
}
