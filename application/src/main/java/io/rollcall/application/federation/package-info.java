/** Use cases about directories, providers and synchronization. */
@NullMarked
package io.rollcall.application.federation;

import org.jspecify.annotations.NullMarked;
