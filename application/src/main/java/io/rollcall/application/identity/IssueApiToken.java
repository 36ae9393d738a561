package io.rollcall.application.identity;

import io.rollcall.application.port.ApiTokenRepository;
import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.SigningKeyRepository;
import io.rollcall.application.port.TokenSigner;
import io.rollcall.domain.identity.ApiToken;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.SigningKey;
import io.rollcall.domain.identity.TokenClaims;
import io.rollcall.domain.identity.TokenScope;
import io.rollcall.domain.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Makes a personal access token, the last step of every way to get one. */
@ApplicationScoped
class IssueApiToken {
  private final ApiTokenRepository tokens;
  private final SigningKeyRepository keys;
  private final TokenSigner signer;
  private final IdSource ids;
  private final InstantSource clock;
  private final ChangeNotes notes;

  IssueApiToken(
      ApiTokenRepository tokens,
      SigningKeyRepository keys,
      TokenSigner signer,
      IdSource ids,
      InstantSource clock,
      ChangeNotes notes) {
    this.tokens = tokens;
    this.keys = keys;
    this.signer = signer;
    this.ids = ids;
    this.clock = clock;
    this.notes = notes;
  }

  IssuedToken execute(
      SigningKey key, OrganizationId organization, UserId user, TokenScope scope, int days) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var until = now.plus(Duration.ofDays(days));
    var id = ids.nextApiToken();
    var secret = signer.sign(TokenClaims.refresh(id, organization, user, scope, now, until), key);
    var token =
        new ApiToken(id, organization, user, scope, key.id(), signer.shown(secret), now, until);
    tokens.add(token);
    notes.changed(
        Change.created(
            "api_token",
            id.value(),
            Map.of("scope", scope.code(), "expires_at", until.toString())));
    keys.signed(key.id(), until);
    return new IssuedToken(token, secret);
  }
}
