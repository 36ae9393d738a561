package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.domain.identity.UserId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what was noted, for a test to look at. */
public final class RecordingNotes implements ChangeNotes {
  private final List<Change> changes = new ArrayList<>();
  private final List<UserId> signedIn = new ArrayList<>();
  private final List<UserId> tried = new ArrayList<>();

  @Override
  public void changed(Change change) {
    changes.add(change);
  }

  @Override
  public void signedIn(UserId user, @Nullable OrganizationId active, SessionId session) {
    signedIn.add(user);
  }

  @Override
  public void tried(UserId account) {
    tried.add(account);
  }

  public List<Change> changes() {
    return List.copyOf(changes);
  }

  public List<UserId> signedIn() {
    return List.copyOf(signedIn);
  }

  public List<UserId> tried() {
    return List.copyOf(tried);
  }
}
