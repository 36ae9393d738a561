package io.rollcall.rest.membership;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param all everybody but those excluded
 * @param included these alone, when it is not all
 */
@Schema(name = "WorkspaceMemberBulkAssignRequest", requiredProperties = "all")
record BulkRequest(
    @Schema(examples = "true") @Nullable Boolean all,
    @Nullable List<@Nullable Long> included,
    @Nullable List<@Nullable Long> excluded) {}
