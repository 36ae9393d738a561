/** Backups: everything in the database, in one file, and back. */
@NullMarked
package io.rollcall.server.backup;

import org.jspecify.annotations.NullMarked;
