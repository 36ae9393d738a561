package io.rollcall.domain.federation;

import org.jspecify.annotations.Nullable;

/**
 * How an organization means to sign its people in by SAML. Kept until the protocol is served.
 *
 * @param domain e-mail domains, separated by commas; null for none
 * @param idpProvider what kind of provider it is, in the administrator's words
 * @param metadataUrl where the provider tells of itself; empty for nowhere
 * @param metadataXml what it tells, if it was typed in; empty for nothing
 * @param attributes in which attributes of an assertion things are
 */
public record SamlSettings(
    @Nullable String domain,
    @Nullable String idpProvider,
    String metadataUrl,
    String metadataXml,
    Attributes attributes,
    MappingLists groups) {
  public static final SamlSettings DEFAULT =
      new SamlSettings(null, null, "", "", Attributes.DEFAULT, MappingLists.NONE);

  /** Names of attributes; null for one that is not looked at. */
  public record Attributes(
      @Nullable String email,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String groups) {
    /** As the published product calls them. */
    public static final Attributes DEFAULT =
        new Attributes("Email", "FirstName", "LastName", "Groups");
  }
}
