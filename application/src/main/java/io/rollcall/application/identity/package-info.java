/** Use cases about accounts, sessions and tokens. */
@NullMarked
package io.rollcall.application.identity;

import org.jspecify.annotations.NullMarked;
