/** The rules: pure functions and small aggregates, on the JDK alone. */
@NullMarked
package io.rollcall.domain;

import org.jspecify.annotations.NullMarked;
