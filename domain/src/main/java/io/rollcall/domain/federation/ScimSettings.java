package io.rollcall.domain.federation;

/** What groups of a SCIM client mean in an organization. Kept until the protocol is served. */
public record ScimSettings(MappingLists groups) {
  public static final ScimSettings DEFAULT = new ScimSettings(MappingLists.NONE);
}
