package io.rollcall.rest.federation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param dryRun stop at the plan
 */
@Schema(name = "LdapSyncRequest")
record SyncRequest(@Schema(defaultValue = "false") @Nullable Boolean dryRun) {}
