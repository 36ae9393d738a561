package io.rollcall.rest.membership;

import io.rollcall.application.port.MemberViews;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A tag of a member. */
@Schema(name = "SimpleOrganizationMemberTag")
record SimpleTagJson(long id, @Schema(examples = "night shift") String label) {
  static List<SimpleTagJson> of(MemberViews.MemberRow member) {
    return member.tags().stream().map(tag -> new SimpleTagJson(tag.id(), tag.title())).toList();
  }
}
