package io.rollcall.persistence;

/** The kept counts of members by ranges of user ids, by which a page is found by its number. */
final class MemberRanges {
  /**
   * Adds to the ranges. Takes the organization, then the parameters of the rows, which fill the
   * blank: {@code u(user_id, members)} with one for each who came and minus one for each who left.
   */
  static final String ADD =
      """
      insert into member_range as kept (organization_id, width, range, members)
      select ?, w.width, u.user_id >> w.width, sum(u.members)
      from %s, (values (6), (12), (18)) w(width)
      group by w.width, u.user_id >> w.width
      on conflict (organization_id, width, range) do update set members = kept.members + excluded.members""";

  private MemberRanges() {}
}
