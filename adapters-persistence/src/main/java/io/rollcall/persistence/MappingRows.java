package io.rollcall.persistence;

import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.GroupMapping;
import io.rollcall.domain.federation.GroupMapping.Effect;
import io.rollcall.domain.membership.MappingId;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Group mappings as rows of {@code group_mapping}. */
final class MappingRows {
  private static final String SUSPEND = "suspend";

  private MappingRows() {}

  /** Reads a row with all columns. */
  static GroupMapping read(ResultSet row) throws SQLException {
    var effect = row.getString("effect");
    return new GroupMapping(
        new MappingId(row.getLong("id")),
        row.getString("group_name"),
        row.getString("group_id"),
        effect.equals(SUSPEND)
            ? new Effect.Suspends()
            : new Effect.Gives(Targets.read(effect, row)));
  }

  /** The mappings of a directory, in its order. */
  static JsonRows write(Directory directory) {
    var rows = new JsonRows();
    int position = 0;
    for (var mapping : directory.mappings()) {
      var row =
          rows.row()
              .set("organization_id", directory.organization().value())
              .set("id", mapping.id().value())
              .set("provider_id", directory.id().value())
              .set("position", position++)
              .set("group_name", mapping.group())
              .set("group_id", mapping.groupId());
      switch (mapping.effect()) {
        case Effect.Gives gives -> {
          row.set("effect", Targets.kind(gives.target()));
          Targets.write(row, gives.target());
        }
        case Effect.Suspends ignored -> row.set("effect", SUSPEND);
      }
    }
    return rows;
  }
}
