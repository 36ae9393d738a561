package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenPolicy;
import io.rollcall.domain.identity.UserId;
import org.junit.jupiter.api.Test;

public abstract class LegacyTokenRepositoryContract extends PortContract {
  private LegacyTokenRepository tokens() {
    return ports().legacyTokens();
  }

  private Secret replace(OrganizationId organization, UserId user) {
    var key = ports().vault().newToken();
    ports().transaction(() -> tokens().replace(organization, user, key, ports().vault().hash(key)));
    return key;
  }

  @Test
  void keyIsReadableByItsOwnerAndFoundByItsHash() {
    var user = person("ann");
    var here = found(user);
    var key = replace(here, user);

    assertThat(ports().transaction(() -> tokens().find(here, user))).contains(key);
    assertThat(ports().transaction(() -> tokens().findByHash(ports().vault().hash(key))))
        .contains(new LegacyTokenRepository.Holder(user, here, true));
  }

  @Test
  void holderComesWithWhatTheOrganizationTakes() {
    var user = person("ann");
    var here = found(user);
    var key = replace(here, user);
    ports().transaction(() -> ports().tokenPolicies().save(here, new TokenPolicy(true, false, 1)));

    assertThat(ports().transaction(() -> tokens().findByHash(ports().vault().hash(key))))
        .contains(new LegacyTokenRepository.Holder(user, here, false));
  }

  @Test
  void newKeyKillsTheOldOne() {
    var user = person("ann");
    var here = found(user);
    var old = replace(here, user);
    var key = replace(here, user);

    assertThat(ports().transaction(() -> tokens().find(here, user))).contains(key);
    assertThat(ports().transaction(() -> tokens().findByHash(ports().vault().hash(old)))).isEmpty();
  }

  @Test
  void eachMembershipHasItsOwnKey() {
    var user = person("ann");
    var here = found(user);
    var there = found(user);
    var key = replace(here, user);
    var other = replace(there, user);

    assertThat(ports().transaction(() -> tokens().find(here, user))).contains(key);
    assertThat(ports().transaction(() -> tokens().find(there, user))).contains(other);
    assertThat(ports().transaction(() -> tokens().find(here, person("bob")))).isEmpty();
  }

  @Test
  void unknownKeyBelongsToNobody() {
    var unknown = ports().vault().hash(ports().vault().newToken());

    assertThat(ports().transaction(() -> tokens().findByHash(unknown))).isEmpty();
  }
}
