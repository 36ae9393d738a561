package io.rollcall.rest.membership;

import io.rollcall.application.port.MemberViews;
import io.rollcall.domain.membership.Role;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which members of a project are meant. Only these filters reach the database. */
public class ProjectMemberQuery {
  private static final int MAX_SEARCH = 256;

  @Parameter(description = "Part of a name or of the address")
  @QueryParam("search")
  @Nullable String search;

  @Parameter(description = "Codes of organization roles, comma separated")
  @QueryParam("role")
  @Nullable List<String> role;

  @Parameter(description = "Seat types, comma separated; everybody's is standard")
  @QueryParam("user_type")
  @Nullable List<String> userType;

  @Parameter(description = "Ids of member tags, comma separated")
  @QueryParam("tags")
  @Nullable List<String> tags;

  @Parameter(schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @QueryParam("last_activity__gte")
  @Nullable String activeFrom;

  @Parameter(schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @QueryParam("last_activity__lte")
  @Nullable String activeTo;

  MemberViews.Filter in(Input input) {
    boolean nobody = SeatTypes.leaveNobody(input, userType);
    var traits =
        new MemberViews.Traits(
            input.text("search", search, MAX_SEARCH),
            input.choices("role", role, Role::ofCode),
            Set.of(),
            false,
            input.moment("last_activity__gte", activeFrom),
            input.moment("last_activity__lte", activeTo),
            MemberTagResource.tags(input.ids("tags", tags)));
    return MemberViews.Filter.of(traits).choosing(nobody ? Set.of() : null, Set.of());
  }
}
