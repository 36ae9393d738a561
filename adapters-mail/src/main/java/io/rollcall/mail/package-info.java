/** Letters: how they read, and how they leave. */
@NullMarked
package io.rollcall.mail;

import org.jspecify.annotations.NullMarked;
