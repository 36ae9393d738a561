/** Measurements: ratios to peers and to physical limits. */
@NullMarked
package io.rollcall.benchmarks;

import org.jspecify.annotations.NullMarked;
