/** Organizations and workspaces. */
@NullMarked
package io.rollcall.rest.organization;

import org.jspecify.annotations.NullMarked;
