package io.rollcall.domain.organization;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody wants to do to something: what a permission is about, or a plain verb. */
public sealed interface Act {
  record Permitted(Permission permission) implements Act {
    @Override
    public String key() {
      return permission.key();
    }
  }

  /** What can be done to anything, by the rules for that kind of thing. */
  enum Verb implements Act {
    VIEW,
    MANAGE,
    DELETE;

    @Override
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** By which others ask about it: {@code view}, {@code invite_members}. */
  String key();

  /** Verbs first, then permissions in their order. */
  static List<Act> all() {
    return Stream.concat(
            Arrays.stream(Verb.values()), Arrays.stream(Permission.values()).map(Permitted::new))
        .toList();
  }

  static Optional<Act> ofKey(String key) {
    return all().stream().filter(act -> act.key().equals(key)).findFirst();
  }
}
