package io.rollcall.persistence;

/**
 * How many who belong have each tag: kept, since a tag that half a million members have is not to
 * be counted for a list of tags. Whoever gives or takes tags, or lets people with tags come or go,
 * says so in the same transaction, under the lock on the organization.
 */
final class MemberTagCounts {
  private static final String CHANGE =
      """
      update member_tag t set member_count = t.member_count %s d.members
      from (
        select a.tag_id, count(*) as members from member_tag_assignment a
        where a.organization_id = ? and a.user_id %s
        group by a.tag_id) d
      where t.organization_id = ? and t.id = d.tag_id""";

  private MemberTagCounts() {}

  /** People who came back, and have again what they had when they left. */
  static void came(Flight flight, long organization, long[] people) {
    flight.change(CHANGE.formatted("+", "= any (?)"), organization, people, organization);
  }

  static void left(Flight flight, long organization, long[] people) {
    flight.change(CHANGE.formatted("-", "= any (?)"), organization, people, organization);
  }

  /** The same of those whom a plan brings back. */
  static void cameByPlan(Flight flight, long organization, long run) {
    var returned =
        """
        in (select c.user_id from sync_change c
            where c.organization_id = ? and c.run_id = ? and c.returned)""";
    flight.change(CHANGE.formatted("+", returned), organization, organization, run, organization);
  }
}
