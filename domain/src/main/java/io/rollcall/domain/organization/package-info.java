/**
 * The boundary of all access: organizations, plans, seats, workspaces, projects, and who may do
 * what.
 */
@NullMarked
package io.rollcall.domain.organization;

import org.jspecify.annotations.NullMarked;
