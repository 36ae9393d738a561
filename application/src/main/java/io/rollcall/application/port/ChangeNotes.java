package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.domain.identity.UserId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a request turns out to be about, noted on the way for the activity log. Costs nothing that a
 * request would notice, and does nothing where there is no request: in a sync, in a command of the
 * operator.
 */
public interface ChangeNotes {
  /** Something is changed by the transaction under way; if that fails, it was not. */
  void changed(Change change);

  /** Somebody has just signed in, however. */
  void signedIn(UserId user, @Nullable OrganizationId active, SessionId session);

  /** Somebody who is not signed in tries something with this account. */
  void tried(UserId account);

  /**
   * Something and the fields in which it changed. Says nothing of people but their ids, so that the
   * log need not be searched when one is erased, and holds no secret.
   *
   * @param object what kind of thing: {@code workspace}, {@code member}
   * @param id the thing's own; of a member, the user's
   * @param before by field; empty for what is new
   * @param after by field; empty for what is gone
   */
  record Change(
      String object,
      long id,
      Map<String, @Nullable Object> before,
      Map<String, @Nullable Object> after) {
    public Change {
      before = Collections.unmodifiableMap(new LinkedHashMap<>(before));
      after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
    }

    /** Of two states those fields that differ. */
    public static Change between(
        String object,
        long id,
        Map<String, @Nullable Object> before,
        Map<String, @Nullable Object> after) {
      return new Change(object, id, differing(before, after), differing(after, before));
    }

    public static Change created(String object, long id, Map<String, @Nullable Object> after) {
      return new Change(object, id, Map.of(), after);
    }

    public static Change removed(String object, long id, Map<String, @Nullable Object> before) {
      return new Change(object, id, before, Map.of());
    }

    public boolean changesNothing() {
      return before.isEmpty() && after.isEmpty();
    }

    private static Map<String, @Nullable Object> differing(
        Map<String, @Nullable Object> these, Map<String, @Nullable Object> those) {
      var different = new LinkedHashMap<String, @Nullable Object>();
      these.forEach(
          (field, value) -> {
            if (!those.containsKey(field) || !Objects.equals(those.get(field), value)) {
              different.put(field, value);
            }
          });
      return different;
    }
  }
}
