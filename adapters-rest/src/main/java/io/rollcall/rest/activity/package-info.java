/** The activity log: what requests did, written down when they are answered, and read again. */
@NullMarked
package io.rollcall.rest.activity;

import org.jspecify.annotations.NullMarked;
