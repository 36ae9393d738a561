package io.rollcall.rest.membership;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many came of a bulk request about tags. */
final class MemberTagCountsJson {
  private MemberTagCountsJson() {}

  @Schema(name = "MemberTagsCreated")
  record Created(@Schema(examples = "2") int created) {}

  @Schema(name = "MemberTagsDeleted")
  record Deleted(@Schema(examples = "2") int deleted) {}

  /**
   * @param assigned tags put on people who did not have them
   */
  @Schema(name = "MemberTagsAssigned")
  record Assigned(@Schema(examples = "12") int assigned) {}
}
