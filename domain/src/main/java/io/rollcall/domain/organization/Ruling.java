package io.rollcall.domain.organization;

import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody may do something.
 *
 * @param against what stands against it; null when they may
 * @param role the role that counted
 */
public record Ruling(@Nullable Violation against, Role role) {
  public boolean allowed() {
    return against == null;
  }

  /** A stable kebab-case code: {@code permitted}, or that of the refusal. */
  public String code() {
    return against == null ? "permitted" : against.code();
  }
}
