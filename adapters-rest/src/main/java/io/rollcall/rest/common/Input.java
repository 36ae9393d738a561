package io.rollcall.rest.common;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.application.port.Page;
import io.rollcall.domain.membership.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a request brought and collects everything that is wrong with it, so that one answer
 * names it all. After {@link #refuseIfWrong} what was returned may be used; before, it may be a
 * stand-in.
 */
public final class Input {
  /** Under which name errors stand that belong to no field. */
  public static final String NO_FIELD = "non_field_errors";

  private final Map<String, List<String>> wrong = new LinkedHashMap<>();

  /** A body was sent at all. */
  public static <T> T body(@Nullable T sent) {
    if (sent == null) {
      throw Violation.Invalid.field(NO_FIELD, "A JSON object is required.").refused();
    }
    return sent;
  }

  static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  public void refuse(String field, String message) {
    wrong.computeIfAbsent(field, name -> new ArrayList<>()).add(message);
  }

  public void refuseIfWrong() {
    if (!wrong.isEmpty()) {
      throw new Violation.Invalid(wrong).refused();
    }
  }

  /** A text that must be there and not be blank. */
  public String required(String field, @Nullable String value) {
    if (value == null) {
      refuse(field, "This field is required.");
      return "";
    }
    if (value.isBlank()) {
      refuse(field, "This field may not be blank.");
    }
    return value;
  }

  /** A text that must be there; white space is as good as any other character. */
  public String requiredAsIs(String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      refuse(field, value == null ? "This field is required." : "This field may not be blank.");
      return "";
    }
    return value;
  }

  public void atMost(String field, @Nullable String value, int length) {
    if (value != null && value.length() > length) {
      refuse(field, "Ensure this field has no more than %d characters.".formatted(length));
    }
  }

  /** A text of a body that may be null for none: then empty, and null when absent. */
  public @Nullable String nullable(String field, @Nullable JsonNode sent, int most) {
    if (sent == null) {
      return null;
    }
    if (sent.isNull()) {
      return "";
    }
    if (!sent.isTextual()) {
      refuse(field, "Not a valid string.");
      return null;
    }
    return text(field, sent.textValue(), most);
  }

  /** A comma list of ids in the query. */
  public Set<Long> ids(String field, @Nullable List<String> sent) {
    var ids = new LinkedHashSet<Long>();
    for (var text : commaList(sent)) {
      var id = number(field, text);
      if (id != null) {
        ids.add(id);
      }
    }
    return ids;
  }

  /** Ids in a body; null when absent. */
  public @Nullable Set<Long> ids(String field, @Nullable List<@Nullable Long> sent, int most) {
    if (sent == null) {
      return null;
    }
    if (sent.size() > most) {
      refuse(field, "At most %d at once.".formatted(most));
      return Set.of();
    }
    var ids = new LinkedHashSet<Long>();
    for (var id : sent) {
      ids.add(requiredId(field, id));
    }
    return ids;
  }

  /** The id of something in a body; what exists is for the use case to say. */
  public long requiredId(String field, @Nullable Long value) {
    if (value == null) {
      refuse(field, "This field is required.");
      return 1;
    }
    if (value <= 0) {
      refuse(field, "Ensure this value is greater than or equal to 1.");
      return 1;
    }
    return value;
  }

  /** One of the codes of an enumeration; null when absent. */
  public <T> @Nullable T choice(
      String field, @Nullable String code, Function<String, Optional<T>> parse) {
    if (code == null) {
      return null;
    }
    var parsed = parse.apply(code);
    if (parsed.isEmpty()) {
      refuse(field, notAChoice(code));
    }
    return parsed.orElse(null);
  }

  /** A comma list in the query, each one of the codes of an enumeration. */
  public <T> Set<T> choices(
      String field, @Nullable List<String> sent, Function<String, Optional<T>> parse) {
    var chosen = new LinkedHashSet<T>();
    for (var code : commaList(sent)) {
      parse.apply(code).ifPresentOrElse(chosen::add, () -> refuse(field, notAChoice(code)));
    }
    return chosen;
  }

  /** A comma list, or the parameter several times. */
  public List<String> commaList(@Nullable List<String> sent) {
    return sent == null
        ? List.of()
        : sent.stream()
            .flatMap(text -> List.of(text.split(",", -1)).stream())
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .toList();
  }

  /** A field to order by, descending with a {@code -} before it. */
  public <T> Order<T> ordering(@Nullable String sent, Map<String, T> offered, T usual) {
    if (sent == null || sent.isBlank()) {
      return new Order<>(usual, false);
    }
    var name = sent.strip();
    boolean descending = name.startsWith("-");
    var by = offered.get(descending ? name.substring(1) : name);
    if (by == null) {
      refuse(
          "ordering",
          "One of %s, descending with a minus before it."
              .formatted(String.join(", ", offered.keySet().stream().sorted().toList())));
      return new Order<>(usual, false);
    }
    return new Order<>(by, descending);
  }

  public record Order<T>(T by, boolean descending) {}

  /** A yes or no in the query; null when absent. */
  public @Nullable Boolean flag(String field, @Nullable String sent) {
    if (sent == null || sent.isBlank()) {
      return null;
    }
    return switch (sent.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> Boolean.TRUE;
      case "false", "0" -> Boolean.FALSE;
      default -> {
        refuse(field, "Must be a valid boolean.");
        yield null;
      }
    };
  }

  /** A number in the query; null when absent. */
  public @Nullable Long number(String field, @Nullable String sent) {
    if (sent == null || sent.isBlank()) {
      return null;
    }
    try {
      long number = Long.parseLong(sent.strip());
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      refuse(field, "A valid integer is required.");
      return null;
    }
    refuse(field, "Ensure this value is greater than or equal to 1.");
    return null;
  }

  /** A moment (RFC 3339) in the query; null when absent. */
  public @Nullable Instant moment(String field, @Nullable String sent) {
    if (sent == null || sent.isBlank()) {
      return null;
    }
    try {
      // A plus that somebody forgot to escape arrives as a space; no moment has one.
      var moment = OffsetDateTime.parse(sent.strip().replace(' ', '+'));
      if (moment.getYear() < 1 || moment.getYear() > 9999) {
        throw new DateTimeException("outside what a database holds");
      }
      return moment.toInstant();
    } catch (DateTimeException notAMoment) {
      refuse(field, "A date and time such as 2026-01-31T12:00:00Z.");
      return null;
    }
  }

  /** A text in the query, empty when absent. */
  public String text(String field, @Nullable String sent, int most) {
    if (sent == null) {
      return "";
    }
    if (!isStorable(sent)) {
      refuse(field, "Null characters are not allowed.");
      return "";
    }
    atMost(field, sent, most);
    return sent.strip();
  }

  /** Which page, and how long; anything else than what can be served is refused. */
  public Page.Request page(@Nullable String page, @Nullable String size) {
    return new Page.Request(
        within("page", page, 1, Integer.MAX_VALUE),
        within("page_size", size, Page.Request.DEFAULT_SIZE, Page.Request.MAX_SIZE));
  }

  public int within(String field, @Nullable String sent, int usual, int most) {
    if (sent == null || sent.isBlank()) {
      return usual;
    }
    try {
      int number = Integer.parseInt(sent.strip());
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      refuse(field, "A valid integer is required.");
      return usual;
    }
    refuse(field, "Between 1 and %d.".formatted(most));
    return usual;
  }

  private static String notAChoice(String code) {
    return "\"%s\" is not a valid choice.".formatted(shortened(code));
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= 40
        ? text
        : text.substring(0, text.offsetByCodePoints(0, 40)) + "…";
  }
}
