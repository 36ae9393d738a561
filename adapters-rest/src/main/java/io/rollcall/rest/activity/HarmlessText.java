package io.rollcall.rest.activity;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Addresses without what may be secret in them: no query, no fragment, no name before an at sign,
 * and of a path what names an operation or is a number. A key that somebody put into a path by
 * mistake reads like neither.
 */
final class HarmlessText {
  private static final Pattern WORD = Pattern.compile("[a-z][a-z_-]{0,39}|[0-9]{1,19}|");
  private static final Pattern ADDRESS =
      Pattern.compile("(https?)://(?:[^/?#@]*@)?([A-Za-z0-9.:\\[\\]-]+)([^?#]*).*", Pattern.DOTALL);

  private HarmlessText() {}

  static String path(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(segment -> WORD.matcher(segment).matches() ? segment : "…")
        .collect(Collectors.joining("/"));
  }

  /** From where somebody came; empty when it does not say so in a usable way. */
  static String referer(@Nullable String sent) {
    var address = ADDRESS.matcher(sent == null ? "" : sent);
    return address.matches()
        ? address.group(1) + "://" + address.group(2) + path(address.group(3))
        : "";
  }
}
