/**
 * What a member may do and why: roles, grants, suspensions, and the pure function that adds them
 * up.
 */
@NullMarked
package io.rollcall.domain.membership;

import org.jspecify.annotations.NullMarked;
