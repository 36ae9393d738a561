package io.rollcall.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.PlainTokenSigner;
import io.rollcall.domain.identity.ApiToken;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.SigningKey;
import io.rollcall.domain.identity.TokenClaims;
import io.rollcall.domain.identity.TokenPolicy;
import io.rollcall.domain.identity.TokenScope;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of a personal access token. */
class ApiTokenTest extends IdentityUseCaseTest {
  private final PlainTokenSigner signer = new PlainTokenSigner();
  private final SigningKeys keys = node();
  private final IssueApiToken issue =
      new IssueApiToken(
          world.apiTokens(),
          world.signingKeys(),
          signer,
          world.ids(),
          world.clock(),
          world.notes());
  private final CreateApiToken create =
      new CreateApiToken(
          world.organizations(),
          world.tokenPolicies(),
          world.apiTokens(),
          keys,
          issue,
          world.clock());
  private final OwnApiTokens own =
      new OwnApiTokens(world.organizations(), world.apiTokens(), signer, keys, world.clock());
  private final ListApiTokens list = new ListApiTokens(own);
  private final RevokeApiToken revoke = new RevokeApiToken(own, world.apiTokens(), world.notes());
  private final RotateApiToken rotate =
      new RotateApiToken(own, world.apiTokens(), world.tokenPolicies(), keys, issue, world.notes());
  private final LivingTokens living = new LivingTokens(signer, keys, world.apiTokens());
  private final RefreshApiToken refresh = new RefreshApiToken(living, keys, signer, world.clock());
  private final AuthenticateAccessToken enter = new AuthenticateAccessToken(living, world.clock());

  private final SignedIn ann = signUp("ann@example.com");
  private final OrganizationId here = ann.caller().inActive();

  private SigningKeys node() {
    return new SigningKeys(
        world.signingKeys(), world.vault(), world.ids(), world.atomically(), world.clock());
  }

  private IssuedToken create(TokenScope scope) {
    return create.execute(new CreateApiToken.Command(ann.caller(), scope));
  }

  private Secret access(Secret token) {
    return refresh.execute(token).orElseThrow();
  }

  private Optional<Caller> use(Secret token) {
    return refresh.execute(token).flatMap(enter::execute);
  }

  private void policy(boolean apiTokens, boolean legacyKeys, int days) {
    world.tokenPolicies().save(here, new TokenPolicy(apiTokens, legacyKeys, days));
  }

  @ParameterizedTest
  @EnumSource
  void tokenOpensTheOrganizationItWasMadeInAndNothingElse(TokenScope scope) {
    var caller = use(create(scope).secret()).orElseThrow();

    assertThat(caller.user()).isEqualTo(ann.caller().user());
    assertThat(caller.active()).isEqualTo(here);
    assertThat(caller.boundTo()).isEqualTo(here);
    assertThat(caller.credential())
        .isInstanceOfSatisfying(
            Caller.Credential.ByApiToken.class, used -> assertThat(used.scope()).isEqualTo(scope));
  }

  @Test
  void sessionBoundToAnOrganizationMakesTokensForItAlone() {
    var bound = browser(ann, here, here);
    var issued = create.execute(new CreateApiToken.Command(bound, TokenScope.ALL));

    assertThat(use(issued.secret()).orElseThrow().boundTo()).isEqualTo(here);
  }

  @Test
  void severalAreGoodAtOnce() {
    var one = create(TokenScope.ALL);
    var two = create(TokenScope.READ);

    assertThat(use(one.secret())).isPresent();
    assertThat(use(two.secret())).isPresent();
    assertThat(list.execute(ann.caller())).containsExactly(two.token(), one.token());
  }

  @Test
  void listShowsNoSignature() {
    var issued = create(TokenScope.ALL);

    assertThat(list.execute(ann.caller()))
        .extracting(ApiToken::shown)
        .allMatch(shown -> issued.secret().reveal().startsWith(shown + "."));
    assertThat(issued.toString()).doesNotContain(issued.secret().reveal());
  }

  @Test
  void oneIsNeverTakenForTheOther() {
    var token = create(TokenScope.ALL).secret();
    var access = access(token);

    assertThat(enter.execute(token)).as("refresh as access").isEmpty();
    assertThat(refresh.execute(access)).as("access as refresh").isEmpty();
  }

  @Test
  void accessEndsAfterMinutesAndIsMadeAnew() {
    var token = create(TokenScope.ALL).secret();
    var access = access(token);
    later(Duration.ofSeconds(299));
    assertThat(enter.execute(access)).isPresent();
    later(Duration.ofSeconds(1));

    assertThat(enter.execute(access)).isEmpty();
    assertThat(use(token)).isPresent();
  }

  @Test
  void tokenLivesAsLongAsTheOrganizationSaidWhenItWasMade() {
    policy(true, true, 10);
    var token = create(TokenScope.ALL).secret();
    policy(true, true, 1);
    later(Duration.ofDays(10).minusSeconds(1));
    assertThat(use(token)).isPresent();
    later(Duration.ofSeconds(1));

    assertThat(use(token)).isEmpty();
    assertThat(list.execute(ann.caller())).isEmpty();
  }

  @Test
  void tokenOfTheFutureIsNotYetGood() {
    var issued = create(TokenScope.ALL);
    var token = issued.token();
    var soon = world.clock().instant().plusSeconds(60);
    var early =
        signer.sign(
            new TokenClaims(
                TokenClaims.Kind.ACCESS,
                token.id(),
                here,
                token.user(),
                token.scope(),
                soon,
                soon,
                soon.plusSeconds(60)),
            keys.current());

    assertThat(enter.execute(early)).isEmpty();
    later(Duration.ofSeconds(60));
    assertThat(enter.execute(early)).isPresent();
  }

  @Test
  void signedTokenThatSaysMoreThanIsRememberedOpensNothing() {
    var token = create(TokenScope.READ).token();
    var now = world.clock().instant();
    var wider =
        signer.sign(
            TokenClaims.refresh(
                token.id(), here, token.user(), TokenScope.ALL, now, token.expiresAt()),
            keys.current());
    var elsewhere =
        signer.sign(
            TokenClaims.refresh(
                token.id(),
                found(person("owner")),
                token.user(),
                TokenScope.READ,
                now,
                token.expiresAt()),
            keys.current());

    assertThat(refresh.execute(wider)).isEmpty();
    assertThat(refresh.execute(elsewhere)).isEmpty();
  }

  @Test
  void tokenSignedByAStrangerOpensNothing() {
    var token = create(TokenScope.ALL).token();
    var stranger =
        new SigningKey(
            token.signedBy(), Secret.of("guessed"), token.createdAt(), null, token.createdAt());
    var forged =
        signer.sign(
            TokenClaims.refresh(
                token.id(),
                here,
                token.user(),
                TokenScope.ALL,
                token.createdAt(),
                token.expiresAt()),
            stranger);

    assertThat(refresh.execute(forged)).isEmpty();
  }

  @Test
  void revokedTokenAndItsAccessAreDeadAtOnce() {
    var token = create(TokenScope.ALL).secret();
    var other = create(TokenScope.ALL).secret();
    var access = access(token);

    revoke.execute(new RevokeApiToken.Command(ann.caller(), token));

    assertThat(refresh.execute(token)).isEmpty();
    assertThat(enter.execute(access)).isEmpty();
    assertThat(use(other)).isPresent();
    assertThat(refusal(() -> revoke.execute(new RevokeApiToken.Command(ann.caller(), token))))
        .isEqualTo(new Violation.NotFound("token"));
  }

  @Test
  void tokenIsRevokedByWhatListsShow() {
    var issued = create(TokenScope.ALL);

    revoke.execute(new RevokeApiToken.Command(ann.caller(), Secret.of(issued.token().shown())));

    assertThat(refresh.execute(issued.secret())).isEmpty();
  }

  @Test
  void tokenWithAChangedSignatureNamesNothing() {
    var issued = create(TokenScope.ALL);
    var changed = Secret.of(issued.token().shown() + ".AAAA");

    assertThat(refusal(() -> revoke.execute(new RevokeApiToken.Command(ann.caller(), changed))))
        .isEqualTo(new Violation.NotFound("token"));
    assertThat(refresh.execute(issued.secret())).isPresent();
  }

  @Test
  void somebodyElsesTokenDoesNotExist() {
    var issued = create(TokenScope.ALL);
    var bob = signUp("bob@example.com");
    join(here, ann.caller().user(), bob.caller().user(), Role.ADMINISTRATOR, 0);
    var inside = browser(bob, here, null);

    for (var name : List.of(issued.secret(), Secret.of(issued.token().shown()))) {
      assertThat(refusal(() -> revoke.execute(new RevokeApiToken.Command(inside, name))))
          .isEqualTo(new Violation.NotFound("token"));
      assertThat(refusal(() -> rotate.execute(new RotateApiToken.Command(inside, name))))
          .isInstanceOf(Violation.WrongState.class);
    }
    assertThat(list.execute(inside)).isEmpty();
    assertThat(use(issued.secret())).isPresent();
  }

  @Test
  void rotationKillsTheOldTokenAndKeepsItsScope() {
    var old = create(TokenScope.READ);
    var access = access(old.secret());
    var fresh = rotate.execute(new RotateApiToken.Command(ann.caller(), old.secret()));

    assertThat(refresh.execute(old.secret())).isEmpty();
    assertThat(enter.execute(access)).isEmpty();
    assertThat(fresh.token().scope()).isEqualTo(TokenScope.READ);
    assertThat(use(fresh.secret())).isPresent();
    assertThat(
            refusal(() -> rotate.execute(new RotateApiToken.Command(ann.caller(), old.secret()))))
        .isInstanceOf(Violation.WrongState.class);
  }

  @Test
  void switchedOffTokensAreRefusedAndNotMade() {
    var token = create(TokenScope.ALL).secret();
    var access = access(token);
    policy(false, true, 1);

    var off = new Violation.TokenKindOff("personal access tokens");
    assertThat(refusal(() -> refresh.execute(token))).isEqualTo(off);
    assertThat(refusal(() -> enter.execute(access))).isEqualTo(off);
    assertThat(refusal(() -> create(TokenScope.ALL))).isInstanceOf(Violation.WrongState.class);
    assertThat(refusal(() -> rotate.execute(new RotateApiToken.Command(ann.caller(), token))))
        .isInstanceOf(Violation.WrongState.class);

    policy(true, true, 1);
    assertThat(enter.execute(access)).as("switched on again").isPresent();
  }

  @Test
  void switchedOffKeysAreRefusedAndNotShown() {
    var legacy =
        new LegacyToken(
            world.organizations(), world.tokenPolicies(), world.legacyTokens(), world.vault());
    var key = legacy.read(ann.caller());
    policy(true, false, 1);

    assertThat(refusal(() -> authenticate.byLegacyToken(key)))
        .isEqualTo(new Violation.TokenKindOff("legacy API keys"));
    assertThat(refusal(() -> legacy.read(ann.caller()))).isInstanceOf(Violation.WrongState.class);
    assertThat(refusal(() -> legacy.reset(ann.caller()))).isInstanceOf(Violation.WrongState.class);
  }

  @ParameterizedTest
  @EnumSource(names = "ALL", mode = EnumSource.Mode.EXCLUDE)
  void narrowTokenNeitherReadsNorMakesCredentials(TokenScope scope) {
    var token = create(scope).secret();
    var narrow = use(token).orElseThrow();
    var legacy =
        new LegacyToken(
            world.organizations(), world.tokenPolicies(), world.legacyTokens(), world.vault());
    var refused = new Violation.OutOfScope(scope.code());

    assertThat(refusal(() -> create.execute(new CreateApiToken.Command(narrow, scope))))
        .isEqualTo(refused);
    assertThat(refusal(() -> rotate.execute(new RotateApiToken.Command(narrow, token))))
        .isEqualTo(refused);
    assertThat(refusal(() -> revoke.execute(new RevokeApiToken.Command(narrow, token))))
        .isEqualTo(refused);
    assertThat(refusal(() -> legacy.read(narrow))).isEqualTo(refused);
    assertThat(refusal(() -> legacy.reset(narrow))).isEqualTo(refused);
  }

  @Test
  void ownerMayKeepTokensFromRoles() {
    var owner = person("owner");
    var there = found(owner);
    join(there, owner, ann.caller().user(), Role.ANNOTATOR, 0);
    change(
        there,
        List.of(owner),
        occasion(owner, 1),
        slice ->
            slice.update(
                slice
                    .organization()
                    .withPermissions(
                        slice
                            .organization()
                            .permissions()
                            .with(Permission.CREATE_API_TOKENS, Set.of(Role.MANAGER)))));
    var inside = browser(ann, there, null);

    assertThat(refusal(() -> create.execute(new CreateApiToken.Command(inside, TokenScope.READ))))
        .isEqualTo(new Violation.NotPermitted("create_api_tokens"));
    assertThat(list.execute(inside)).isEmpty();
  }

  @Test
  void tokenDiesWithTheAccessAndTheOthersLive() {
    var owner = person("owner");
    var there = found(owner);
    join(there, owner, ann.caller().user(), Role.ANNOTATOR, 0);
    var inside = browser(ann, there, null);
    var dies = create.execute(new CreateApiToken.Command(inside, TokenScope.ALL)).secret();
    var access = access(dies);
    var lives = create(TokenScope.ALL).secret();

    change(
        there,
        List.of(owner, ann.caller().user()),
        occasion(owner, 1),
        slice -> slice.remove(owner, ann.caller().user()));

    assertThat(refresh.execute(dies)).isEmpty();
    assertThat(enter.execute(access)).isEmpty();
    assertThat(use(lives)).isPresent();
  }

  @Test
  void nobodyHasEndlesslyManyAndDeadOnesDoNotCount() {
    policy(true, true, 1);
    for (int i = 0; i < ApiToken.MOST; i++) {
      create(TokenScope.READ);
    }
    assertThat(refusal(() -> create(TokenScope.READ))).isInstanceOf(Violation.WrongState.class);

    later(Duration.ofDays(1));
    create(TokenScope.READ);
    assertThat(world.apiTokens().list(here, ann.caller().user())).hasSize(1);
  }

  /** The other node still has the old key in memory. */
  @Test
  void droppedKeysEndAllThatTheySignedOnEveryNode() {
    var before = create(TokenScope.ALL);
    var access = access(before.secret());
    var elsewhere =
        new AuthenticateAccessToken(
            new LivingTokens(signer, node(), world.apiTokens()), world.clock());
    assertThat(elsewhere.execute(access)).isPresent();

    var renewed = new RotateSigningKeys(keys).execute(RotateSigningKeys.Old.DROPPED);

    assertThat(refresh.execute(before.secret())).isEmpty();
    assertThat(enter.execute(access)).isEmpty();
    assertThat(elsewhere.execute(access)).isEmpty();
    assertThat(world.signingKeys().all()).extracting(SigningKey::id).containsExactly(renewed);
    assertThat(use(create(TokenScope.ALL).secret())).as("made anew").isPresent();
  }

  @Test
  void rotatedKeysLogNobodyOut() {
    var before = create(TokenScope.ALL);
    var access = access(before.secret());
    var renewed = new RotateSigningKeys(keys).execute(RotateSigningKeys.Old.KEPT);
    var after = create(TokenScope.ALL);

    assertThat(after.token().signedBy()).isEqualTo(renewed).isNotEqualTo(before.token().signedBy());
    assertThat(enter.execute(access)).isPresent();
    assertThat(use(before.secret())).isPresent();
    assertThat(use(after.secret())).isPresent();
  }

  @Test
  void keyIsForgottenOnceAllThatItSignedHasEnded() {
    policy(true, true, 10);
    var old = create(TokenScope.ALL).token().signedBy();
    var rotation = new RotateSigningKeys(keys);
    rotation.execute(RotateSigningKeys.Old.KEPT);
    later(Duration.ofDays(9));
    rotation.execute(RotateSigningKeys.Old.KEPT);
    assertThat(world.signingKeys().all()).extracting(SigningKey::id).contains(old);

    later(Duration.ofDays(2));
    rotation.execute(RotateSigningKeys.Old.KEPT);
    assertThat(world.signingKeys().all()).extracting(SigningKey::id).doesNotContain(old);
  }

  @Test
  void keyOfAnotherNodeIsFoundWithinASecond() {
    create(TokenScope.ALL);
    later(Duration.ofSeconds(2));
    var other = node();
    other.renew(false);
    var token =
        new CreateApiToken(
                world.organizations(),
                world.tokenPolicies(),
                world.apiTokens(),
                other,
                issue,
                world.clock())
            .execute(new CreateApiToken.Command(ann.caller(), TokenScope.ALL));

    assertThat(use(token.secret())).isPresent();
  }

  @Test
  void otherNodesSignWithTheNewKeyWithinAMinute() {
    create(TokenScope.ALL);
    var renewed = node().renew(false).id();
    later(Duration.ofMinutes(1));

    assertThat(create(TokenScope.ALL).token().signedBy()).isEqualTo(renewed);
  }

  @Test
  void tokenIsNoLegacyKeyAndTheOtherWayRound() {
    var token = create(TokenScope.ALL).secret();
    var key = world.vault().newToken();
    world.legacyTokens().replace(here, ann.caller().user(), key, world.vault().hash(key));

    assertThat(authenticate.byLegacyToken(token)).isEmpty();
    assertThat(authenticate.byLegacyToken(access(token))).isEmpty();
    assertThat(enter.execute(key)).isEmpty();
    assertThat(refresh.execute(key)).isEmpty();
  }
}
