/** Use cases and the ports they need. */
@NullMarked
package io.rollcall.application;

import org.jspecify.annotations.NullMarked;
