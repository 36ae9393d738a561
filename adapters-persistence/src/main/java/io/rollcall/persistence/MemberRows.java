package io.rollcall.persistence;

import io.rollcall.application.port.MemberViews.MemberRow;
import io.rollcall.application.port.MemberViews.Titled;
import io.rollcall.domain.membership.SourceKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Members as lists show them. */
final class MemberRows {
  /** What {@link #read} needs, of a membership called {@code m} and its user called {@code u}. */
  static final String COLUMNS =
      """
      m.organization_id, m.user_id, m.id, m.role, m.entitled_role, m.rule, m.source, m.seated,
        m.joined_at as member_since, m.deleted_at,
        u.email, u.username, u.first_name, u.last_name, u.phone, u.joined_at as user_joined_at, u.last_activity,
        array(select p.id from project p
          where p.organization_id = m.organization_id and p.created_by = m.user_id order by p.id) as created,
        array(select p.title from project p
          where p.organization_id = m.organization_id and p.created_by = m.user_id order by p.id) as created_titles,
        array(select t.id || ' ' || t.label from member_tag_assignment a
          join member_tag t on t.organization_id = a.organization_id and t.id = a.tag_id
          where a.organization_id = m.organization_id and a.user_id = m.user_id order by t.id) as tags""";

  private MemberRows() {}

  static MemberRow read(ResultSet row) throws SQLException {
    return new MemberRow(
        row.getLong("id"),
        row.getLong("organization_id"),
        row.getLong("user_id"),
        row.getString("email"),
        row.getString("username"),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getString("phone"),
        Targets.role(row.getString("role")),
        MembershipRows.rule(row),
        SourceKind.ofCode(row.getString("source")),
        Values.instant(row, "user_joined_at"),
        Values.instant(row, "member_since"),
        Values.instant(row, "last_activity"),
        Values.instantOrNull(row, "deleted_at"),
        created(row),
        Values.strings(row, "tags").stream().map(MemberRows::tag).toList());
  }

  private static List<Titled> created(ResultSet row) throws SQLException {
    var ids = Values.longs(row, "created");
    if (ids.isEmpty()) {
      return List.of();
    }
    var titles = Values.strings(row, "created_titles");
    var created = new ArrayList<Titled>();
    for (int i = 0; i < ids.size(); i++) {
      created.add(new Titled(ids.get(i), titles.get(i)));
    }
    return created;
  }

  /** A label after its id. */
  private static Titled tag(String text) {
    int space = text.indexOf(' ');
    return new Titled(Long.parseLong(text.substring(0, space)), text.substring(space + 1));
  }
}
