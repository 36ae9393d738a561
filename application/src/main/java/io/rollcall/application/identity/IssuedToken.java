package io.rollcall.application.identity;

import io.rollcall.domain.identity.ApiToken;
import io.rollcall.domain.identity.Secret;

/**
 * A fresh personal access token.
 *
 * @param secret the whole token; shown this once
 */
public record IssuedToken(ApiToken token, Secret secret) {}
