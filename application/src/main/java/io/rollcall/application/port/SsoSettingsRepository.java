package io.rollcall.application.port;

import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.domain.federation.SamlSettings;
import io.rollcall.domain.federation.ScimSettings;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** SAML and SCIM settings of organizations, and how they came to be. */
public interface SsoSettingsRepository {
  /** The defaults where nothing was ever set. */
  SamlSettings saml(OrganizationId organization);

  ScimSettings scim(OrganizationId organization);

  /** With its step of the history. Call it on an organization that is locked. */
  void save(OrganizationId organization, SamlSettings settings, Step step);

  void save(OrganizationId organization, ScimSettings settings, Step step);

  Page<StepRow> history(Query query);

  enum Kind {
    SAML,
    SCIM;

    /** As the API and the database say it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What settings are in. */
  enum State {
    CONFIGURED,
    /** As if nobody had ever set anything. */
    DEFAULT
  }

  /**
   * @param change the fields that differ, without anything secret
   */
  record Step(UserId by, Instant at, State state, Change change) {}

  /**
   * @param kind null for both
   * @param since the first moment; null for any
   * @param until the last moment; null for any
   */
  record Query(
      OrganizationId organization,
      @Nullable Kind kind,
      @Nullable Instant since,
      @Nullable Instant until,
      boolean oldestFirst,
      Page.Request page) {}

  /**
   * @param number counts the steps of the organization from 1
   * @param previous null for the first of its kind
   * @param email of who did it, while they belong; else empty
   * @param before and {@code after} as JSON
   */
  record StepRow(
      long number,
      long organizationId,
      Kind kind,
      Instant at,
      long by,
      String email,
      @Nullable State previous,
      State state,
      String before,
      String after) {}
}
