/**
 * Who a person is: users, their addresses, external identities, sessions and tokens, and the ids
 * everything else refers to.
 */
@NullMarked
package io.rollcall.domain.identity;

import org.jspecify.annotations.NullMarked;
