/** Use cases about organizations, workspaces and projects. */
@NullMarked
package io.rollcall.application.organization;

import org.jspecify.annotations.NullMarked;
