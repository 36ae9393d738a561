package io.rollcall.rest.organization;

import io.rollcall.application.port.ProjectViews;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A person, as other things nest one. */
@Schema(name = "UserSimple")
public record UserSimpleJson(
    long id,
    String email,
    String username,
    String firstName,
    String lastName,
    @Schema(nullable = true) @Nullable String avatar) {
  public static UserSimpleJson of(ProjectViews.Person person) {
    return new UserSimpleJson(
        person.id(),
        person.email(),
        person.username(),
        person.firstName(),
        person.lastName(),
        null);
  }
}
