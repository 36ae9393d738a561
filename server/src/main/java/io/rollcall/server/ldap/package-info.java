/** Configuration of the LDAP adapter. */
@NullMarked
package io.rollcall.server.ldap;

import org.jspecify.annotations.NullMarked;
