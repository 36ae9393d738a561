package io.rollcall.rest.membership;

import io.rollcall.application.port.MemberViews;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A project by id and title. */
@Schema(name = "ProjectTitle")
record TitledJson(long id, String title) {
  static TitledJson of(MemberViews.Titled row) {
    return new TitledJson(row.id(), row.title());
  }
}
