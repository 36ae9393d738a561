/** Accounts, sessions and tokens. */
@NullMarked
package io.rollcall.rest.identity;

import org.jspecify.annotations.NullMarked;
