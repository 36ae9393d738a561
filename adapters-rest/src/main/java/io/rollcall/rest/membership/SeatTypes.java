package io.rollcall.rest.membership;

import io.rollcall.rest.common.Input;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The seat types of the published API, of which one is given out. */
final class SeatTypes {
  private static final Set<String> ALL = Set.of("standard", "flex", "viewonly");

  private SeatTypes() {}

  /**
   * Reads the filters {@code user_type} and {@code tags}.
   *
   * @return whether they leave nobody: everybody's seat is a standard one, and nobody has a tag
   */
  static boolean leaveNobody(
      Input input, @Nullable List<String> userType, @Nullable List<String> tags) {
    var types =
        input.choices("user_type", userType, type -> Optional.of(type).filter(ALL::contains));
    boolean tagged = !input.ids("tags", tags).isEmpty();
    return tagged || !types.isEmpty() && !types.contains("standard");
  }
}
