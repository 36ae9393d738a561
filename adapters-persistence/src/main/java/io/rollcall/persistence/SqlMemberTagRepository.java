package io.rollcall.persistence;

import io.rollcall.application.port.MemberTagRepository;
import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.ProjectViews;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.organization.MemberTag;
import io.rollcall.domain.organization.MemberTagId;
import io.rollcall.domain.organization.TagLabel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class SqlMemberTagRepository implements MemberTagRepository {
  private static final String COLUMNS =
      "t.organization_id, t.id, t.label, t.created_by, t.created_at, t.updated_at";

  private static final String FIND =
      "select " + COLUMNS + " from member_tag t where t.organization_id = ?";

  private static final String ADD =
      """
      insert into member_tag select * from jsonb_populate_recordset(null::member_tag, ?::jsonb)
      on conflict (organization_id, key) do nothing returning id""";

  private static final String ROW =
      "select "
          + COLUMNS
          + """
          , t.member_count, u.email, u.username, u.first_name, u.last_name
          from member_tag t join app_user u on u.id = t.created_by
          where t.organization_id = ?""";

  /**
   * Of members {@code chosen} by id; {@code gone} and {@code counts} only where they are wanted.
   */
  private static final String ASSIGN =
      """
      with chosen as (select m.user_id %s),
      %s
      added as (
        insert into member_tag_assignment (organization_id, user_id, tag_id)
        select t.organization_id, c.user_id, t.id from member_tag t cross join chosen c
        where t.organization_id = ? and t.id = any (?)
        on conflict do nothing
        returning tag_id)
      %s
      select count(*) from added""";

  private static final String GONE =
      """
      gone as (
        delete from member_tag_assignment a using chosen c
        where a.organization_id = ? and a.user_id = c.user_id and a.tag_id <> all (?)
        returning a.tag_id),""";

  private static final String COUNTS =
      """
      , counts as (
        update member_tag t set member_count = t.member_count + d.members
        from (
          select x.tag_id, sum(x.one) as members
          from (select tag_id, 1 as one from added %s) x
          group by x.tag_id) d
        where t.organization_id = ? and t.id = d.tag_id)""";

  private final Tenancy tenancy;

  SqlMemberTagRepository(Tenancy tenancy) {
    this.tenancy = tenancy;
  }

  @Override
  public Set<MemberTagId> add(OrganizationId organization, Collection<MemberTag> tags) {
    var rows = new JsonRows();
    for (var tag : tags) {
      rows.row()
          .set("organization_id", organization.value())
          .set("id", tag.id().value())
          .set("label", tag.label().text())
          .set("key", tag.label().key())
          .set("created_by", tag.createdBy().value())
          .set("created_at", tag.createdAt())
          .set("updated_at", tag.updatedAt())
          .set("member_count", 0);
    }
    return rows.isEmpty()
        ? Set.of()
        : Set.copyOf(
            tenancy.list(
                organization, ADD, row -> new MemberTagId(row.getLong("id")), rows.json()));
  }

  @Override
  public Optional<MemberTag> find(OrganizationId organization, MemberTagId tag) {
    return tenancy.first(
        organization,
        FIND + " and t.id = ?",
        SqlMemberTagRepository::read,
        organization.value(),
        tag.value());
  }

  @Override
  public Optional<MemberTag> findByLabel(OrganizationId organization, TagLabel label) {
    return tenancy.first(
        organization,
        FIND + " and t.key = ?",
        SqlMemberTagRepository::read,
        organization.value(),
        label.key());
  }

  @Override
  public void save(MemberTag tag) {
    tenancy.change(
        tag.organization(),
        "update member_tag set label = ?, key = ?, updated_at = ? where organization_id = ? and id = ?",
        tag.label().text(),
        tag.label().key(),
        tag.updatedAt(),
        tag.organization().value(),
        tag.id().value());
  }

  @Override
  public void remove(OrganizationId organization, Collection<MemberTagId> tags) {
    var ids = Values.ids(tags, MemberTagId::value);
    var flight = tenancy.flight(organization);
    flight.change(
        "delete from member_tag_assignment where organization_id = ? and tag_id = any (?)",
        organization.value(),
        ids);
    flight.change(
        "delete from member_tag where organization_id = ? and id = any (?)",
        organization.value(),
        ids);
    flight.send();
  }

  @Override
  public List<MemberTag> find(OrganizationId organization, Collection<MemberTagId> tags) {
    return tenancy.list(
        organization,
        FIND + " and t.id = any (?) order by t.id",
        SqlMemberTagRepository::read,
        organization.value(),
        Values.ids(tags, MemberTagId::value));
  }

  @Override
  public int assign(
      OrganizationId organization,
      MemberViews.Filter who,
      Collection<MemberTagId> tags,
      boolean only) {
    var filter = new MemberFilter(organization, who, true);
    boolean counted = !who.traits().deleted();
    var ids = Values.ids(tags, MemberTagId::value);
    var values = new ArrayList<@Nullable Object>(filter.values());
    if (only) {
      values.addAll(List.of(organization.value(), ids));
    }
    values.addAll(List.of(organization.value(), ids));
    if (counted) {
      values.add(organization.value());
    }
    var counts = COUNTS.formatted(only ? "union all select tag_id, -1 from gone" : "");
    return tenancy
        .first(
            organization,
            ASSIGN.formatted(
                filter.from(MemberViews.Ordering.USER_ID), only ? GONE : "", counted ? counts : ""),
            row -> row.getInt(1),
            values.toArray())
        .orElse(0);
  }

  @Override
  public Page<TagRow> tags(Query query) {
    var organization = query.organization();
    var part = "%" + MemberFilter.escaped(query.search().strip()) + "%";
    var flight = tenancy.flight(organization);
    var total =
        flight.query(
            "select count(*) from member_tag t where t.organization_id = ? and t.label ilike ?",
            row -> row.getLong(1),
            organization.value(),
            part);
    var rows =
        flight.query(
            ROW
                + " and t.label ilike ? order by "
                + order(query.ordering(), query.descending())
                + " limit ? offset ?",
            SqlMemberTagRepository::row,
            organization.value(),
            part,
            query.page().size(),
            query.page().offset());
    flight.send();
    return new Page<>(rows.all(), total.first().orElse(0L));
  }

  private static String order(Ordering ordering, boolean descending) {
    var direction = descending ? " desc" : "";
    var ties = ", t.id" + direction;
    return switch (ordering) {
      case ID -> "t.id" + direction;
      case LABEL -> "t.key" + direction;
      case CREATED -> "t.created_at" + direction + ties;
      case MEMBERS -> "t.member_count" + direction + ties;
    };
  }

  @Override
  public Optional<TagRow> tag(OrganizationId organization, MemberTagId tag) {
    return tenancy.first(
        organization,
        ROW + " and t.id = ?",
        SqlMemberTagRepository::row,
        organization.value(),
        tag.value());
  }

  private static TagRow row(ResultSet row) throws SQLException {
    var tag = read(row);
    return new TagRow(
        tag,
        new ProjectViews.Person(
            tag.createdBy().value(),
            row.getString("email"),
            row.getString("username"),
            row.getString("first_name"),
            row.getString("last_name")),
        row.getInt("member_count"));
  }

  private static MemberTag read(ResultSet row) throws SQLException {
    return new MemberTag(
        new MemberTagId(row.getLong("id")),
        new OrganizationId(row.getLong("organization_id")),
        new TagLabel(row.getString("label")),
        new UserId(row.getLong("created_by")),
        Values.instant(row, "created_at"),
        Values.instant(row, "updated_at"));
  }
}
