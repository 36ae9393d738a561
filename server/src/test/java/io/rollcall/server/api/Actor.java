package io.rollcall.server.api;

import io.rollcall.domain.membership.Role;
import org.jspecify.annotations.Nullable;

/** Who asks: everybody there can be. */
enum Actor {
  ANONYMOUS(null),
  AN(Role.ANNOTATOR),
  RE(Role.REVIEWER),
  MA(Role.MANAGER),
  AD(Role.ADMINISTRATOR),
  OW(Role.OWNER),
  NO(Role.NOT_ACTIVATED),
  DI(Role.DEACTIVATED),
  /** The owner by the legacy API key. */
  KEY(Role.OWNER);

  private final @Nullable Role role;

  Actor(@Nullable Role role) {
    this.role = role;
  }

  @Nullable Role role() {
    return role;
  }
}
