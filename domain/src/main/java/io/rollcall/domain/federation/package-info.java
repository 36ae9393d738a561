/**
 * Sources of truth outside: directories and providers, what they assert, and how that becomes
 * grants.
 */
@NullMarked
package io.rollcall.domain.federation;

import org.jspecify.annotations.NullMarked;
