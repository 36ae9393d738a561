/** Use cases about members, their roles and the reasons for them. */
@NullMarked
package io.rollcall.application.membership;

import org.jspecify.annotations.NullMarked;
