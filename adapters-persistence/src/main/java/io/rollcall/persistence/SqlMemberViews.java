package io.rollcall.persistence;

import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.Seen;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Members from one projection. */
@ApplicationScoped
@Transactional(Transactional.TxType.SUPPORTS)
class SqlMemberViews implements MemberViews {
  private static final String KEPT_COUNT =
      "select o.member_count from organization o where o.id = ?";

  private static final String KEPT_COUNT_OF_TAG =
      "select t.member_count from member_tag t where t.organization_id = ? and t.id = ?";

  private static final String ONE =
      "select "
          + MemberRows.COLUMNS
          + """

          from membership m join app_user u on u.id = m.user_id
          where m.organization_id = ? and m.user_id = ?""";

  private final Tenancy tenancy;

  SqlMemberViews(Tenancy tenancy) {
    this.tenancy = tenancy;
  }

  @Override
  public Page<MemberRow> members(Query query) {
    var flight = tenancy.flight(query.organization());
    var page = page(flight, query);
    flight.send();
    return page.get();
  }

  @Override
  public Optional<Seen<Page<MemberRow>>> members(UserId reader, Query query) {
    var flight = tenancy.flight(query.organization());
    var acting = ActingRows.query(flight, query.organization(), reader);
    var page = page(flight, query);
    flight.send();
    return acting.first().map(known -> new Seen<>(known, page.get()));
  }

  @Override
  public Optional<Seen<List<MemberRow>>> rows(UserId reader, Query query) {
    var flight = tenancy.flight(query.organization());
    var acting = ActingRows.query(flight, query.organization(), reader);
    var rows = rows(flight, query);
    flight.send();
    return acting.first().map(known -> new Seen<>(known, rows.all()));
  }

  private static Flight.Rows<MemberRow> rows(Flight flight, Query query) {
    var page = MemberPage.of(query);
    return flight.query(page.sql(), MemberRows::read, page.values().toArray());
  }

  /** Adds to the flight what the page needs; the page is there once the flight was sent. */
  private static Supplier<Page<MemberRow>> page(Flight flight, Query query) {
    var total = total(flight, query);
    var rows = rows(flight, query);
    return () -> new Page<>(rows.all(), total.first().orElse(0L));
  }

  private static Flight.Rows<Long> total(Flight flight, Query query) {
    var filter = new MemberFilter(query.organization(), query.filter());
    var tag = filter.oneTag();
    if (tag != null) {
      return flight.query(
          KEPT_COUNT_OF_TAG, row -> row.getLong(1), query.organization().value(), tag.value());
    }
    return filter.isEverybody()
        ? flight.query(KEPT_COUNT, row -> row.getLong(1), query.organization().value())
        : flight.query(
            "select count(*) " + filter.from(Ordering.USER_ID),
            row -> row.getLong(1),
            filter.values().toArray());
  }

  @Override
  public List<UserId> userIds(OrganizationId organization, Filter filter) {
    var wanted = new MemberFilter(organization, filter, true);
    return tenancy.list(
        organization,
        "select m.user_id " + wanted.from(Ordering.USER_ID) + "\norder by m.user_id",
        row -> new UserId(row.getLong("user_id")),
        wanted.values().toArray());
  }

  @Override
  public Optional<MemberRow> member(OrganizationId organization, UserId user) {
    return tenancy.first(organization, ONE, MemberRows::read, organization.value(), user.value());
  }

  @Override
  public Optional<Seen<Optional<MemberRow>>> member(
      OrganizationId organization, UserId reader, UserId user) {
    var flight = tenancy.flight(organization);
    var acting = ActingRows.query(flight, organization, reader);
    var member = flight.query(ONE, MemberRows::read, organization.value(), user.value());
    flight.send();
    return acting.first().map(known -> new Seen<>(known, member.first()));
  }
}
