package io.rollcall.persistence;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessFacts;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Suspension;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads memberships with their facts: those that are active or ended since the member joined. */
final class SliceReader {
  private static final String MEMBERS =
      "select "
          + MembershipRows.COLUMNS
          + """
          , m.user_id = (select o.owner_id from organization o where o.id = m.organization_id) as owner
          from membership m
          where m.organization_id = ? and m.user_id = any (array(%s))
          order by m.user_id""";

  private static final String LOCK = "\nfor update of m";

  /** Facts that ended before the member joined this time count no more. */
  private static final String GRANTS =
      """
      select g.* from access_grant g join membership m on m.organization_id = g.organization_id and m.user_id = g.user_id
      where g.organization_id = ? and g.user_id = any (array(%s)) and (g.until is null or g.until > m.joined_at)""";

  private static final String SUSPENSIONS =
      """
      select s.* from suspension s join membership m on m.organization_id = s.organization_id and m.user_id = s.user_id
      where s.organization_id = ? and s.user_id = any (array(%s)) and (s.until is null or s.until > m.joined_at)""";

  private static final String LISTED =
      """
      select distinct e.user_id, e.provider_id from external_identity e
      where e.organization_id = ? and e.user_id = any (array(%s)) and e.listed""";

  private final Map<UserId, List<Grant>> grants = new HashMap<>();
  private final Map<UserId, List<Suspension>> suspensions = new HashMap<>();
  private final Map<UserId, Set<ProviderId>> listed = new HashMap<>();
  private final Flight.Rows<Membership> members;

  /**
   * Adds the queries to the flight.
   *
   * @param lock whether to lock the memberships in id order, in a flight that locks the
   *     organization
   */
  SliceReader(Flight flight, OrganizationId organization, People people, boolean lock) {
    var values = people.values(organization);
    flight.query(people.in(GRANTS), this::grant, values);
    flight.query(people.in(SUSPENSIONS), this::suspension, values);
    flight.query(people.in(LISTED), this::listing, values);
    // Last, since a membership needs its facts; the lock on the organization keeps them as they
    // are.
    members = flight.query(people.in(MEMBERS) + (lock ? LOCK : ""), this::membership, values);
  }

  /** What was read, by user id. */
  List<Membership> members() {
    return members.all();
  }

  private boolean grant(ResultSet row) throws SQLException {
    return grants.computeIfAbsent(user(row), u -> new ArrayList<>()).add(GrantRows.read(row));
  }

  private boolean suspension(ResultSet row) throws SQLException {
    return suspensions
        .computeIfAbsent(user(row), u -> new ArrayList<>())
        .add(SuspensionRows.read(row));
  }

  private boolean listing(ResultSet row) throws SQLException {
    return listed
        .computeIfAbsent(user(row), u -> new HashSet<>())
        .add(new ProviderId(row.getLong("provider_id")));
  }

  private Membership membership(ResultSet row) throws SQLException {
    var user = user(row);
    return MembershipRows.read(
        row,
        new AccessFacts(
            row.getBoolean("owner"),
            grants.getOrDefault(user, List.of()),
            suspensions.getOrDefault(user, List.of()),
            listed.getOrDefault(user, Set.of())));
  }

  private static UserId user(ResultSet row) throws SQLException {
    return new UserId(row.getLong("user_id"));
  }

  /**
   * Whose memberships: a query for user ids, run once, so that each of the rows is looked up by it.
   *
   * @param values of its parameters
   */
  record People(String query, List<@Nullable Object> values) {
    static People of(UserId user) {
      return new People("select ?::bigint", List.of(user.value()));
    }

    static People of(Collection<UserId> users) {
      return new People("select unnest(?)", List.of(Values.ids(users, UserId::value)));
    }

    /** These and the owner. */
    static People ofAndOwner(OrganizationId organization, Collection<UserId> users) {
      return new People(
          "select unnest(?) union all select owner_id from organization where id = ?",
          List.of(Values.ids(users, UserId::value), organization.value()));
    }

    /** Whoever holds a manual grant, the actor and the owner. */
    static People managed(OrganizationId organization, UserId actor) {
      return new People(
          """
          select user_id from access_grant where organization_id = ? and source = 'manual' and until is null
            union all select ? union all select owner_id from organization where id = ?""",
          List.of(organization.value(), actor.value(), organization.value()));
    }

    /** The first who wait for a seat, in the order of {@code Seats.ORDER}. */
    static People waiting(OrganizationId organization, int count) {
      return new People(
          """
          select user_id from membership
            where organization_id = ? and not seated and deleted_at is null
              and entitled_role in ('OW', 'AD', 'MA', 'RE', 'AN')
            order by array_position(array['OW', 'AD', 'MA', 'RE', 'AN'], entitled_role), entitled_since, user_id
            limit ?""",
          List.of(organization.value(), count));
    }

    private String in(String sql) {
      return sql.formatted(query);
    }

    private @Nullable Object[] values(OrganizationId organization) {
      return Stream.concat(Stream.of(organization.value()), values.stream()).toArray();
    }
  }
}
