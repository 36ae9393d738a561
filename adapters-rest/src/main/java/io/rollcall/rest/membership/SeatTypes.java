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
   * Reads the filter {@code user_type}.
   *
   * @return whether it leaves nobody: everybody's seat is a standard one
   */
  static boolean leaveNobody(Input input, @Nullable List<String> userType) {
    var types =
        input.choices("user_type", userType, type -> Optional.of(type).filter(ALL::contains));
    return !types.isEmpty() && !types.contains("standard");
  }
}
