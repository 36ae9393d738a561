/** SAML 2.0, as far as it is served: the metadata of identity providers. */
@NullMarked
package io.rollcall.saml;

import org.jspecify.annotations.NullMarked;
