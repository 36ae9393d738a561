package io.rollcall.application.identity;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes what a person goes by. */
@ApplicationScoped
public class UpdateProfile {
  private final UserRepository users;
  private final ChangeNotes notes;

  UpdateProfile(UserRepository users, ChangeNotes notes) {
    this.users = users;
    this.notes = notes;
  }

  /** Null leaves a name as it is. */
  public record Command(
      UserId user,
      @Nullable String username,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String phone) {}

  @Transactional
  public void execute(Command command) {
    refuseTooLong(command);
    var profile =
        users
            .find(command.user())
            .orElseThrow(() -> new Violation.NotFound("user").refused())
            .profile();
    users.updateProfile(
        command.user(),
        new User.Profile(
            either(command.username(), profile.username()),
            either(command.firstName(), profile.firstName()),
            either(command.lastName(), profile.lastName()),
            either(command.phone(), profile.phone())));
    notes.changed(
        Change.created("user", command.user().value(), Map.of("changed", changed(command))));
  }

  /** Which, and never to what: it is about a person. */
  private static List<String> changed(Command command) {
    var fields = new ArrayList<String>();
    if (command.username() != null) {
      fields.add("username");
    }
    if (command.firstName() != null) {
      fields.add("first_name");
    }
    if (command.lastName() != null) {
      fields.add("last_name");
    }
    if (command.phone() != null) {
      fields.add("phone");
    }
    return fields;
  }

  private static void refuseTooLong(Command command) {
    var wrong = new LinkedHashMap<String, List<String>>();
    check(wrong, "username", command.username());
    check(wrong, "first_name", command.firstName());
    check(wrong, "last_name", command.lastName());
    check(wrong, "phone", command.phone());
    if (command.username() != null && command.username().isBlank()) {
      wrong.put("username", List.of("This field may not be blank."));
    }
    if (!wrong.isEmpty()) {
      throw new Violation.Invalid(wrong).refused();
    }
  }

  private static void check(
      LinkedHashMap<String, List<String>> wrong, String field, @Nullable String value) {
    if (value != null && value.length() > User.Profile.MAX_LENGTH) {
      wrong.put(
          field,
          List.of(
              "Ensure this field has no more than %d characters."
                  .formatted(User.Profile.MAX_LENGTH)));
    }
  }

  private static String either(@Nullable String wished, String kept) {
    return wished == null ? kept : wished;
  }
}
