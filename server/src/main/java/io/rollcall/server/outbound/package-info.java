/** Configuration of connections to addresses that administrators type in. */
@NullMarked
package io.rollcall.server.outbound;

import org.jspecify.annotations.NullMarked;
