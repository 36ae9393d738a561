package io.rollcall.application.port;

import io.rollcall.domain.identity.ApiToken;
import io.rollcall.domain.identity.ApiTokenId;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.TokenPolicy;
import io.rollcall.domain.identity.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Personal access tokens, without their signatures. What is ended is gone: no node knows it any
 * more once the transaction has committed. They end with the access of their holder ({@link
 * OrganizationRepository#save}), too.
 */
public interface ApiTokenRepository {
  void add(ApiToken token);

  /**
   * The token, expired or not, with what its organization takes; nothing when it was ended or
   * belongs to another organization. One round trip, no lock.
   */
  Optional<Known> find(OrganizationId organization, ApiTokenId token);

  /** The tokens of a person in the organization, expired or not, the youngest first. */
  List<ApiToken> list(OrganizationId organization, UserId user);

  /**
   * Ends a token; of two who try, one does.
   *
   * @return whether it was there
   */
  boolean end(OrganizationId organization, ApiTokenId token);

  /** Ends all tokens and legacy keys of a person, in every organization. */
  void endAll(UserId user);

  record Known(ApiToken token, TokenPolicy policy) {}
}
