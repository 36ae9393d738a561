package io.rollcall.domain.membership;

import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.UserId;

/** On which occasion a fact was recorded or ended. */
public sealed interface Recorder {
  /** A person, through the API or the console. */
  record ByUser(UserId user) implements Recorder {}

  /** A login of the member through a provider. */
  record ByLogin(ProviderId provider) implements Recorder {}

  record BySync(SyncRunId run) implements Recorder {}

  record ByInvitation(InvitationId invitation) implements Recorder {}

  /** Rollcall itself or its operator: a seat that became free, an operator command. */
  record BySystem() implements Recorder {}
}
