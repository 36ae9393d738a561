package io.rollcall.persistence;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.domain.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Nobody keeps notes where there are no requests. */
@ApplicationScoped
class TestNotes implements ChangeNotes {
  @Override
  public void changed(Change change) {}

  @Override
  public void signedIn(UserId user, @Nullable OrganizationId active, SessionId session) {}

  @Override
  public void tried(UserId account) {}
}
