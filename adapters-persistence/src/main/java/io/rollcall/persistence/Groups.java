package io.rollcall.persistence;

import io.rollcall.domain.membership.GroupRef;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A {@link GroupRef} in columns. Grants and suspensions have the same. */
final class Groups {
  private Groups() {}

  static void write(JsonRows.Row row, GroupRef group) {
    row.set("group_id", group.id()).set("group_name", group.name()).set("group_path", group.path());
  }

  static GroupRef read(ResultSet row) throws SQLException {
    return new GroupRef(
        row.getString("group_id"), row.getString("group_name"), Values.strings(row, "group_path"));
  }
}
