package io.rollcall.persistence;

/**
 * The advisory lock that says a process is working on a directory, for as long as its connection
 * lives.
 */
final class DirectoryLock {
  /**
   * Waits for the lock as long as {@link #PATIENCE}: a run is over a moment before its process lets
   * go. Two parameters: the organization and the provider.
   */
  static final String TAKE = "select pg_advisory_lock(%s)".formatted(key("?", "?"));

  /** How long to wait for the lock, a value of {@code lock_timeout}. */
  static final String PATIENCE = "2s";

  /** What PostgreSQL says when the lock was not to be had in time: {@code lock_not_available}. */
  static final String TAKEN = "55P03";

  /** Two parameters: the organization and the provider. */
  static final String RELEASE = "select pg_advisory_unlock(%s)".formatted(key("?", "?"));

  private DirectoryLock() {}

  /**
   * The key of the lock, a bigint, from two SQL expressions: the organization's id and the
   * provider's.
   */
  static String key(String organization, String provider) {
    return "hashtextextended('rollcall.sync/' || (%s)::bigint || '/' || (%s)::bigint, 0)"
        .formatted(organization, provider);
  }

  /** A condition: somebody, on any node, holds the lock of this directory of this database. */
  static String isHeld(String organization, String provider) {
    return """
        exists (select from pg_locks l
          where l.locktype = 'advisory' and l.granted and l.objsubid = 1
            and l.database = (select d.oid from pg_database d where d.datname = current_database())
            and ((l.classid::bigint << 32) | l.objid::bigint) = %s)"""
        .formatted(key(organization, provider));
  }
}
