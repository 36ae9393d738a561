/**
 * A real PostgreSQL for whoever starts Rollcall without one: unpacked, created, started, stopped.
 */
@NullMarked
package io.rollcall.server.postgres;

import org.jspecify.annotations.NullMarked;
