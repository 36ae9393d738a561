package io.rollcall.application.port;

import java.util.Optional;

/** Looks at what SAML identity providers tell of themselves (SAML 2.0 Metadata). */
public interface SamlMetadataReader {
  /** Why a text is no metadata of an identity provider, in a sentence; nothing when it is. */
  Optional<String> problemIn(String xml);

  /**
   * Why there is no metadata at an address, in a sentence; nothing when there is. Connects to no
   * address that the operator does not permit, follows nowhere else, and gives up after some
   * seconds. No transaction should be open meanwhile.
   */
  Optional<String> problemAt(String url);
}
