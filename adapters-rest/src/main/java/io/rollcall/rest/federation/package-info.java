/** LDAP directories and their sync runs. */
@NullMarked
package io.rollcall.rest.federation;

import org.jspecify.annotations.NullMarked;
