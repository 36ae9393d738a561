package io.rollcall.application.identity;

import io.rollcall.domain.identity.Secret;

/**
 * A fresh session.
 *
 * @param token what the browser keeps; shown this once
 */
public record SignedIn(Caller caller, Secret token) {}
