package io.rollcall.rest.activity;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.rollcall.application.port.ActivityRepository.Actor;
import io.rollcall.application.port.ActivityRepository.Credential;
import io.rollcall.application.port.ChangeNotes;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.domain.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notes kept with the request that is being answered; work that no request waits for has none. */
@ApplicationScoped
class RequestNotes implements ChangeNotes {
  private final CurrentVertxRequest current;

  RequestNotes(CurrentVertxRequest current) {
    this.current = current;
  }

  @Override
  public void changed(Change change) {
    if (!change.changesNothing()) {
      noted().ifPresent(noted -> noted.add(change));
    }
  }

  @Override
  public void signedIn(UserId user, @Nullable OrganizationId active, SessionId session) {
    var actor = new Actor(user, Credential.SESSION, session.value(), active);
    noted().ifPresent(noted -> noted.by(actor));
  }

  @Override
  public void tried(UserId account) {
    noted().ifPresent(noted -> noted.by(new Actor(account, null, null, null)));
  }

  private Optional<Noted> noted() {
    if (!Arc.container().requestContext().isActive()) {
      return Optional.empty();
    }
    var context = current.getCurrent();
    return context == null ? Optional.empty() : Noted.of(context);
  }
}
