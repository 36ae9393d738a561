/** What all resources share: errors, paging, checking of input, JSON. */
@NullMarked
package io.rollcall.rest.common;

import org.jspecify.annotations.NullMarked;
