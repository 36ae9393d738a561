package io.rollcall.application.port;

/**
 * What finds people by part of a name or of an address. It is written a moment after the people
 * are, since writing it takes ten times as long; until then a search looks at them one by one and
 * finds them all the same.
 */
public interface SearchIndex {
  /**
   * Takes in some of those who are new, changed or gone; at most {@code most} entries, in a
   * transaction of its own. One node does so at a time.
   *
   * @return how many entries it took; fewer than {@code most} when none are left, or when another
   *     node is at it
   */
  int advance(int most);
}
