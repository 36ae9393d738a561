package io.rollcall.rest.membership;

import io.rollcall.application.port.MemberViews;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.SourceKind;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which members are meant. Only these filters reach the database. */
public class MemberQuery {
  private static final int MAX_SEARCH = 256;

  @Parameter(description = "Part of a name or of the address")
  @QueryParam("search")
  @Nullable String search;

  @Parameter(description = "Role codes, comma separated")
  @QueryParam("role")
  @Nullable List<String> role;

  @Parameter(description = "Exact sources of the role, comma separated")
  @QueryParam("source")
  @Nullable List<String> source;

  @Parameter(description = "Seat types, comma separated; everybody's is standard")
  @QueryParam("user_type")
  @Nullable List<String> userType;

  @Parameter(description = "Ids of member tags, comma separated")
  @QueryParam("tags")
  @Nullable List<String> tags;

  @Parameter(
      description = "List those who left instead",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @QueryParam("is_deleted")
  @Nullable String deleted;

  @Parameter(schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
  @QueryParam("exclude_workspace_id")
  @Nullable String excludeWorkspace;

  @Parameter(schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
  @QueryParam("exclude_project_id")
  @Nullable String excludeProject;

  @Parameter(schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @QueryParam("user__last_activity__gte")
  @Nullable String activeFrom;

  @Parameter(schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @QueryParam("user__last_activity__lte")
  @Nullable String activeTo;

  MemberViews.Filter in(Input input) {
    var traits =
        new MemberViews.Traits(
            input.text("search", search, MAX_SEARCH),
            input.choices("role", role, Role::ofCode),
            input.choices("source", source, MemberQuery::source),
            Boolean.TRUE.equals(input.flag("is_deleted", deleted)),
            input.moment("user__last_activity__gte", activeFrom),
            input.moment("user__last_activity__lte", activeTo),
            MemberTagResource.tags(input.ids("tags", tags)));
    return new MemberViews.Filter(
        traits,
        input.number("exclude_workspace_id", excludeWorkspace),
        input.number("exclude_project_id", excludeProject),
        null,
        SeatTypes.leaveNobody(input, userType) ? Set.of() : null,
        Set.of());
  }

  private static Optional<SourceKind> source(String code) {
    return Arrays.stream(SourceKind.values()).filter(kind -> kind.code().equals(code)).findFirst();
  }
}
