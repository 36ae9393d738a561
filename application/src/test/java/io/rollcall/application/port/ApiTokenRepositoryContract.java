package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.ApiToken;
import io.rollcall.domain.identity.ApiTokenId;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.SigningKey;
import io.rollcall.domain.identity.SigningKeyId;
import io.rollcall.domain.identity.TokenPolicy;
import io.rollcall.domain.identity.TokenScope;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Personal access tokens, the policies about them, and the keys that sign them. */
public abstract class ApiTokenRepositoryContract extends PortContract {
  private ApiTokenRepository tokens() {
    return ports().apiTokens();
  }

  private SigningKeyId key() {
    var key =
        new SigningKey(
            ports().ids().nextSigningKey(), ports().vault().newToken(), at(0), null, at(0));
    ports().transaction(() -> ports().signingKeys().add(key));
    return key.id();
  }

  private ApiToken token(OrganizationId organization, UserId user, TokenScope scope) {
    var token =
        new ApiToken(
            ports().ids().nextApiToken(),
            organization,
            user,
            scope,
            key(),
            unique("header."),
            at(1),
            at(60));
    ports().transaction(() -> tokens().add(token));
    return token;
  }

  private Optional<ApiTokenRepository.Known> find(OrganizationId organization, ApiTokenId token) {
    return ports().transaction(() -> tokens().find(organization, token));
  }

  private List<ApiToken> list(OrganizationId organization, UserId user) {
    return ports().transaction(() -> tokens().list(organization, user));
  }

  @ParameterizedTest
  @EnumSource
  void tokenIsReadBackWithThePolicyOfItsOrganization(TokenScope scope) {
    var ann = person("ann");
    var here = found(ann);
    var token = token(here, ann, scope);

    assertThat(find(here, token.id()))
        .contains(new ApiTokenRepository.Known(token, TokenPolicy.DEFAULT));

    var policy = new TokenPolicy(false, true, 73_000);
    ports().transaction(() -> ports().tokenPolicies().save(here, policy));
    assertThat(find(here, token.id())).contains(new ApiTokenRepository.Known(token, policy));
  }

  @Test
  void tokenOfAnotherOrganizationDoesNotExist() {
    var ann = person("ann");
    var here = found(ann);
    var there = found(ann);
    var token = token(here, ann, TokenScope.ALL);

    assertThat(find(there, token.id())).isEmpty();
    assertThat(list(there, ann)).isEmpty();
    assertThat(ports().transaction(() -> tokens().end(there, token.id()))).isFalse();
    assertThat(find(here, token.id())).isPresent();
  }

  @Test
  void tokensOfAPersonAreListedYoungestFirstAndNobodyElses() {
    var ann = person("ann");
    var here = found(ann);
    var bob = person("bob");
    join(here, ann, bob, Role.ANNOTATOR, 1);
    var first = token(here, ann, TokenScope.ALL);
    var second = token(here, ann, TokenScope.READ);
    var bobs = token(here, bob, TokenScope.ALL);

    assertThat(list(here, ann)).containsExactly(second, first);
    assertThat(list(here, bob)).containsExactly(bobs);
  }

  @Test
  void tokenIsEndedOnce() {
    var ann = person("ann");
    var here = found(ann);
    var token = token(here, ann, TokenScope.ALL);
    var other = token(here, ann, TokenScope.ALL);

    assertThat(ports().transaction(() -> tokens().end(here, token.id()))).isTrue();
    assertThat(ports().transaction(() -> tokens().end(here, token.id()))).isFalse();
    assertThat(find(here, token.id())).isEmpty();
    assertThat(list(here, ann)).containsExactly(other);
  }

  @Test
  void allOfAPersonEndInEveryOrganization() {
    var ann = person("ann");
    var here = found(ann);
    var there = found(ann);
    var bob = person("bob");
    join(here, ann, bob, Role.ANNOTATOR, 1);
    token(here, ann, TokenScope.ALL);
    token(there, ann, TokenScope.READ);
    var bobs = token(here, bob, TokenScope.ALL);
    var key = ports().vault().newToken();
    ports()
        .transaction(
            () -> ports().legacyTokens().replace(there, ann, key, ports().vault().hash(key)));

    ports().transaction(() -> tokens().endAll(ann));

    assertThat(list(here, ann)).isEmpty();
    assertThat(list(there, ann)).isEmpty();
    assertThat(ports().transaction(() -> ports().legacyTokens().find(there, ann))).isEmpty();
    assertThat(list(here, bob)).containsExactly(bobs);
  }

  @Test
  void lostAccessEndsTheTokensOfThatOrganizationAlone() {
    var owner = person("owner");
    var here = found(owner);
    var ann = person("ann");
    var hers = found(ann);
    join(here, owner, ann, Role.ANNOTATOR, 1);
    var dies = token(here, ann, TokenScope.ALL);
    var lives = token(hers, ann, TokenScope.ALL);
    var owners = token(here, owner, TokenScope.ALL);

    change(
        here,
        List.of(owner, ann),
        occasion(owner, 2),
        slice -> slice.changeRole(owner, ann, Role.DEACTIVATED));

    assertThat(find(here, dies.id())).isEmpty();
    assertThat(find(hers, lives.id())).isPresent();
    assertThat(find(here, owners.id())).isPresent();
  }

  @Test
  void removalEndsTokens() {
    var owner = person("owner");
    var here = found(owner);
    var ann = person("ann");
    join(here, owner, ann, Role.ANNOTATOR, 1);
    var token = token(here, ann, TokenScope.ALL);

    change(here, List.of(owner, ann), occasion(owner, 2), slice -> slice.remove(owner, ann));

    assertThat(find(here, token.id())).isEmpty();
  }

  @Test
  void erasedPersonHasNone() {
    var owner = person("owner");
    var here = found(owner);
    var ann = person("ann");
    join(here, owner, ann, Role.ANNOTATOR, 1);
    var token = token(here, ann, TokenScope.ALL);

    ports().transaction(() -> ports().users().erase(List.of(ann)));

    assertThat(find(here, token.id())).isEmpty();
  }

  @Test
  void policyIsTheOrganizationsOwn() {
    var ann = person("ann");
    var here = found(ann);
    var there = found(ann);
    var policy = new TokenPolicy(true, false, 7);
    ports().transaction(() -> ports().tokenPolicies().save(here, new TokenPolicy(false, true, 1)));
    ports().transaction(() -> ports().tokenPolicies().save(here, policy));

    assertThat(ports().transaction(() -> ports().tokenPolicies().find(here))).isEqualTo(policy);
    assertThat(ports().transaction(() -> ports().tokenPolicies().find(there)))
        .isEqualTo(TokenPolicy.DEFAULT);
  }

  private SigningKey signingKey(SigningKeyId id) {
    return ports().transaction(() -> ports().signingKeys().all()).stream()
        .filter(key -> key.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void keyIsReadBackWithItsSecret() {
    var key =
        new SigningKey(ports().ids().nextSigningKey(), Secret.of("secret"), at(0), at(2), at(1));
    ports().transaction(() -> ports().signingKeys().add(key));

    assertThat(signingKey(key.id())).isEqualTo(key);
  }

  @Test
  void othersRetireOnceAndTheNewOneDoesNot() {
    var first = key();
    ports().transaction(() -> ports().signingKeys().retireOthers(first, at(1)));
    var second = key();
    ports().transaction(() -> ports().signingKeys().retireOthers(second, at(5)));
    var third = key();
    ports().transaction(() -> ports().signingKeys().retireOthers(third, at(9)));

    assertThat(signingKey(first).retiredAt()).isEqualTo(at(5));
    assertThat(signingKey(second).retiredAt()).isEqualTo(at(9));
    assertThat(signingKey(third).retiredAt()).isNull();
  }

  @Test
  void lastEndOfWhatAKeySignedIsKept() {
    var key = key();
    ports().transaction(() -> ports().signingKeys().signed(key, at(50)));
    ports().transaction(() -> ports().signingKeys().signed(key, at(20)));

    assertThat(signingKey(key).signedUntil()).isEqualTo(at(50));
  }

  @Test
  void droppedKeyTakesItsTokensAlong() {
    var ann = person("ann");
    var here = found(ann);
    var dies = token(here, ann, TokenScope.ALL);
    var lives = token(here, ann, TokenScope.ALL);

    ports().transaction(() -> ports().signingKeys().drop(dies.signedBy()));

    assertThat(list(here, ann)).containsExactly(lives);
  }
}
