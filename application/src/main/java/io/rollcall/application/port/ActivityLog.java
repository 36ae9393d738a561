package io.rollcall.application.port;

/** Where finished requests are handed over for the activity log. */
public interface ActivityLog {
  /**
   * Returns at once, whatever becomes of the entry. What there is no room for, or nobody's log to
   * keep it in, is counted, and said when it is a loss.
   */
  void add(ActivityRepository.Entry entry);

  /** A request of which nobody knows who made it; counted, and in no log. */
  void addNobodys();
}
