package io.rollcall.persistence;

import io.rollcall.application.port.MemberTagImportRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.organization.MemberTagImport;
import io.rollcall.domain.organization.MemberTagImport.Line;
import io.rollcall.domain.organization.MemberTagImport.Outcome;
import io.rollcall.domain.organization.MemberTagImport.Skip;
import io.rollcall.domain.organization.MemberTagImport.Status;
import io.rollcall.domain.organization.MemberTagImportId;
import io.rollcall.domain.organization.TagLabel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Lines come in by COPY, through a temporary table because COPY does not go together with row-level
 * security, and are applied set by set.
 */
@ApplicationScoped
@Transactional
class SqlMemberTagImportRepository implements MemberTagImportRepository {
  private static final String STAGE =
      """
      create temporary table staged_tag_line (line integer, email text, labels text[], keys text[], problem text)
      on commit drop""";

  private static final String LINES =
      """
      insert into member_tag_import_line (organization_id, import_id, line, email, labels, keys, problem)
      select ?, ?, s.line, s.email, coalesce(s.labels, '{}'), coalesce(s.keys, '{}'), s.problem from staged_tag_line s""";

  private static final String OF_IMPORT =
      "l.organization_id = ? and l.import_id = ? and l.problem is null";

  /**
   * Each line is looked up by its address: what was staged a moment ago has no statistics yet, and
   * a join of the lines with themselves once took minutes.
   */
  private static final String SKIP_STRANGERS =
      """
      update member_tag_import_line l
      set labels = '{}', keys = '{}', problem = case
        when exists (select from app_user u join membership m on m.user_id = u.id
          where u.email = l.email and m.organization_id = l.organization_id) then 'no-longer-a-member'
        else 'not-a-member' end
      where %s and not exists (
        select from app_user u join membership m on m.user_id = u.id
        where u.email = l.email and m.organization_id = l.organization_id and m.deleted_at is null)"""
          .formatted(OF_IMPORT);

  private static final String SKIPPED =
      """
      select count(*) from member_tag_import_line l
      where l.organization_id = ? and l.import_id = ? and l.problem is not null""";

  private static final String UNKNOWN_LABELS =
      """
      select k.label from (
        select distinct on (w.key) w.key, w.label, w.at from (
          select x.label, x.key, l.line as at from member_tag_import_line l, unnest(l.labels, l.keys) x(label, key)
          where %s
          union all
          select x.label, x.key, 0 from member_tag_import i, unnest(i.labels, i.keys) x(label, key)
          where i.organization_id = ? and i.id = ? and exists (select from member_tag_import_line l where %s)) w
        where not exists (select from member_tag t where t.organization_id = ? and t.key = w.key)
        order by w.key, w.at) k
      order by k.at, k.key"""
          .formatted(OF_IMPORT, OF_IMPORT);

  private static final String ASSIGN =
      """
      with added as (
        insert into member_tag_assignment (organization_id, user_id, tag_id)
        select distinct l.organization_id, m.user_id, t.id
        from member_tag_import_line l
        join app_user u on u.email = l.email
        join membership m on m.organization_id = l.organization_id and m.user_id = u.id
        join member_tag_import i on i.organization_id = l.organization_id and i.id = l.import_id
        cross join lateral unnest(l.keys || i.keys) x(key)
        join member_tag t on t.organization_id = l.organization_id and t.key = x.key
        where %s
        on conflict do nothing
        returning tag_id),
      counts as (
        update member_tag t set member_count = t.member_count + d.members
        from (select tag_id, count(*) as members from added group by tag_id) d
        where t.organization_id = ? and t.id = d.tag_id)
      select count(*) from added"""
          .formatted(OF_IMPORT);

  private static final String CLAIM =
      """
      update member_tag_import set status = 'in_progress', due_at = ?, attempts = attempts + 1
      where organization_id = ? and id = ? and finished_at is null and due_at <= ?
      returning *""";

  private static final String END =
      """
      update member_tag_import
      set status = ?, problem = ?, tags_created = ?, assignments_created = ?, users_skipped = ?, finished_at = ?
      where organization_id = ? and id = ? and finished_at is null and attempts = ?""";

  /** Of imports that are over. */
  private static final String CLEAR =
      """
      delete from member_tag_import_line l using member_tag_import i
      where l.organization_id = ? and l.import_id = ? and i.organization_id = l.organization_id and i.id = l.import_id
        and i.finished_at is not null and (l.problem is null or i.status = 'failed')""";

  private final Tenancy tenancy;
  private final Jdbc jdbc;
  private final DataSource pool;

  SqlMemberTagImportRepository(Tenancy tenancy, Jdbc jdbc, DataSource pool) {
    this.tenancy = tenancy;
    this.jdbc = jdbc;
    this.pool = pool;
  }

  @Override
  public void add(MemberTagImport created, List<Line> lines) {
    var organization = created.organization();
    stage(lines);
    var flight = tenancy.flight(organization);
    flight.change(
        """
        insert into member_tag_import (organization_id, id, requested_by, labels, keys, status, created_at, due_at)
        values (?, ?, ?, ?, ?, ?, ?, ?)""",
        organization.value(),
        created.id().value(),
        created.requestedBy().value(),
        Values.texts(created.everybodys().stream().map(TagLabel::text).toList()),
        Values.texts(created.everybodys().stream().map(TagLabel::key).toList()),
        status(created.status()),
        created.createdAt(),
        created.createdAt());
    flight.change(LINES, organization.value(), created.id().value());
    flight.send();
  }

  private void stage(List<Line> lines) {
    var rows = new CopyRows();
    for (var line : lines) {
      var skip = line.skip();
      rows.add(line.number())
          .add(line.email())
          .addTexts(line.labels().stream().map(TagLabel::text).toList())
          .addTexts(line.labels().stream().map(TagLabel::key).toList())
          .add(skip == null ? null : Codes.of(skip))
          .end();
    }
    try (var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(STAGE);
      CopyRows.copy(connection, "staged_tag_line", rows.take());
    } catch (SQLException failure) {
      throw new PersistenceException(failure);
    }
  }

  @Override
  public void forget(OrganizationId organization, Instant endedBefore) {
    var flight = tenancy.flight(organization);
    flight.change(
        """
        delete from member_tag_import_line l using member_tag_import i
        where i.organization_id = ? and i.finished_at < ?
          and l.organization_id = i.organization_id and l.import_id = i.id""",
        organization.value(),
        endedBefore);
    flight.change(
        "delete from member_tag_import where organization_id = ? and finished_at < ?",
        organization.value(),
        endedBefore);
    flight.send();
  }

  @Override
  public Optional<MemberTagImport> find(OrganizationId organization, MemberTagImportId id) {
    return tenancy.first(
        organization,
        "select * from member_tag_import where organization_id = ? and id = ?",
        SqlMemberTagImportRepository::read,
        organization.value(),
        id.value());
  }

  @Override
  public List<Line> skipped(OrganizationId organization, MemberTagImportId id, int most) {
    return tenancy.list(
        organization,
        """
        select l.line, l.email, l.problem from member_tag_import_line l
        where l.organization_id = ? and l.import_id = ? and l.problem is not null
        order by l.line limit ?""",
        row ->
            new Line(
                row.getInt("line"),
                row.getString("email"),
                List.of(),
                Codes.read(Skip.class, row.getString("problem"))),
        organization.value(),
        id.value(),
        most);
  }

  @Override
  public List<Due> due(Instant at) {
    return jdbc.list(
        "select organization_id, id from member_tag_imports_due(?)",
        row -> new Due(new OrganizationId(row.getLong(1)), new MemberTagImportId(row.getLong(2))),
        at);
  }

  @Override
  public Optional<MemberTagImport> claim(Due due, Instant at, Duration lease) {
    return tenancy.first(
        due.organization(),
        CLAIM,
        SqlMemberTagImportRepository::read,
        at.plus(lease),
        due.organization().value(),
        due.id().value(),
        at);
  }

  @Override
  public int skipStrangers(OrganizationId organization, MemberTagImportId id) {
    long here = organization.value();
    var flight = tenancy.flight(organization);
    flight.change(SKIP_STRANGERS, here, id.value());
    var skipped = flight.query(SKIPPED, row -> row.getInt(1), here, id.value());
    flight.send();
    return skipped.first().orElse(0);
  }

  @Override
  public List<TagLabel> unknownLabels(OrganizationId organization, MemberTagImportId id) {
    long here = organization.value();
    return tenancy.list(
        organization,
        UNKNOWN_LABELS,
        row -> new TagLabel(row.getString("label")),
        here,
        id.value(),
        here,
        id.value(),
        here,
        id.value(),
        here);
  }

  @Override
  public int assign(OrganizationId organization, MemberTagImportId id) {
    return tenancy
        .first(
            organization,
            ASSIGN,
            row -> row.getInt(1),
            organization.value(),
            id.value(),
            organization.value())
        .orElse(0);
  }

  @Override
  public void end(MemberTagImport ended) {
    long here = ended.organization().value();
    long id = ended.id().value();
    var flight = tenancy.flight(ended.organization());
    flight.change(
        END,
        status(ended.status()),
        ended.problem(),
        ended.outcome().tagsCreated(),
        ended.outcome().assignmentsCreated(),
        ended.outcome().skipped(),
        ended.finishedAt(),
        here,
        id,
        ended.attempts());
    flight.change(CLEAR, here, id);
    flight.send();
  }

  /** In the words of the published API. */
  private static String status(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static MemberTagImport read(ResultSet row) throws SQLException {
    @Nullable Instant finished = Values.instantOrNull(row, "finished_at");
    return new MemberTagImport(
        new MemberTagImportId(row.getLong("id")),
        new OrganizationId(row.getLong("organization_id")),
        new UserId(row.getLong("requested_by")),
        Values.strings(row, "labels").stream().map(TagLabel::new).toList(),
        Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        row.getInt("attempts"),
        new Outcome(
            row.getInt("tags_created"),
            row.getInt("assignments_created"),
            row.getInt("users_skipped")),
        row.getString("problem"),
        Values.instant(row, "created_at"),
        finished);
  }
}
