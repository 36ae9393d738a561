package io.rollcall.domain.membership;

import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.ProviderKind;
import io.rollcall.domain.identity.UserId;

/** Who gave something. Sealed, so that every consumer answers for every kind. */
public sealed interface Source {
  record Administrator(UserId by) implements Source {}

  record Invited(InvitationId invitation) implements Source {}

  /** The organization's default role of the moment of joining. */
  record DefaultRole() implements Source {}

  record Provider(ProviderId provider, ProviderKind kind, MappingId mapping, GroupRef group)
      implements Source {}
}
