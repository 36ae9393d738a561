package io.rollcall.rest.membership;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param all everybody but those excluded, narrowed by the query
 * @param included these alone, when it is not all
 * @param overwrite whether they lose all other tags
 */
@Schema(name = "BulkOrganizationMemberTagAssignmentRequest", requiredProperties = "all")
record MemberTagAssignmentRequest(
    @Schema(examples = "false") @Nullable Boolean all,
    @Nullable List<@Nullable Long> included,
    @Nullable List<@Nullable Long> excluded,
    @Nullable Boolean overwrite,
    @Nullable List<@Nullable Long> tags) {}
