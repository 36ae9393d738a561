package io.rollcall.application.port;

import io.rollcall.domain.identity.Secret;

/** The passwords that attackers try first. */
public interface CommonPasswords {
  /** Whether it is one of them, in capitals or small letters. */
  boolean contains(Secret password);
}
