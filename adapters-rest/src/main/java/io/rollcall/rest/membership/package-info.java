/** Members, their roles and the reasons for them. */
@NullMarked
package io.rollcall.rest.membership;

import org.jspecify.annotations.NullMarked;
