package io.rollcall.rest.identity;

import java.util.List;
import java.util.Map;

/**
 * What a browser calls itself, in words that its owner knows it by. A guess: the header is whatever
 * the client sent.
 */
final class Device {
  /** In order: nearly every browser claims to be those below it, too. */
  private static final List<Map.Entry<String, String>> BROWSERS =
      List.of(
          Map.entry("Edg", "Edge"),
          Map.entry("OPR/", "Opera"),
          Map.entry("Firefox/", "Firefox"),
          Map.entry("FxiOS/", "Firefox"),
          Map.entry("CriOS/", "Chrome"),
          Map.entry("Chrome/", "Chrome"),
          Map.entry("Safari/", "Safari"),
          Map.entry("curl/", "curl"),
          Map.entry("python", "Python"),
          Map.entry("Java", "Java"));

  private static final List<Map.Entry<String, String>> SYSTEMS =
      List.of(
          Map.entry("iPhone", "iPhone"),
          Map.entry("iPad", "iPad"),
          Map.entry("Android", "Android"),
          Map.entry("Windows", "Windows"),
          Map.entry("Mac OS X", "macOS"),
          Map.entry("CrOS", "ChromeOS"),
          Map.entry("Linux", "Linux"));

  private Device() {}

  /** Such as {@code Firefox on Linux}; {@code Unknown device} when nothing is recognized. */
  static String of(String userAgent) {
    var browser = first(BROWSERS, userAgent);
    var system = first(SYSTEMS, userAgent);
    if (browser.isEmpty() && system.isEmpty()) {
      return "Unknown device";
    }
    if (browser.isEmpty() || system.isEmpty()) {
      return browser + system;
    }
    return browser + " on " + system;
  }

  private static String first(List<Map.Entry<String, String>> known, String userAgent) {
    return known.stream()
        .filter(entry -> userAgent.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
