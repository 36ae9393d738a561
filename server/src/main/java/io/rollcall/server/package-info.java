/** The process: wiring, configuration, embedded PostgreSQL, health; the journeys test it whole. */
@NullMarked
package io.rollcall.server;

import org.jspecify.annotations.NullMarked;
