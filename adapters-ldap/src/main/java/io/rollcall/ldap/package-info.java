/** LDAP directories: reading, login, live changes, on the UnboundID SDK. */
@NullMarked
package io.rollcall.ldap;

import org.jspecify.annotations.NullMarked;
