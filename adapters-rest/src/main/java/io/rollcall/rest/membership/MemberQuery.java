package io.rollcall.rest.membership;

import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.MemberViews.Ordering;
import io.rollcall.application.port.Page;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.SourceKind;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What may be asked of the list of members. Only these filters and orders reach the database. */
public class MemberQuery {
  private static final int MAX_SEARCH = 256;
  private static final Map<String, Ordering> ORDERINGS =
      Map.ofEntries(
          Map.entry("id", Ordering.USER_ID),
          Map.entry("user_id", Ordering.USER_ID),
          Map.entry("email", Ordering.EMAIL),
          Map.entry("user__email", Ordering.EMAIL),
          Map.entry("name", Ordering.NAME),
          Map.entry("user__first_name", Ordering.NAME),
          Map.entry("role", Ordering.ROLE),
          Map.entry("last_activity", Ordering.LAST_ACTIVITY),
          Map.entry("user__last_activity", Ordering.LAST_ACTIVITY),
          Map.entry("created_at", Ordering.JOINED),
          Map.entry("date_joined", Ordering.JOINED),
          Map.entry("user__date_joined", Ordering.JOINED));

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

  @Parameter(schema = @Schema(type = SchemaType.BOOLEAN))
  @QueryParam("contributed_to_projects")
  @Nullable String contributed;

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

  @Parameter(
      description =
          "id, email, name, role, last_activity or created_at; descending with a minus before it")
  @QueryParam("ordering")
  @Nullable String ordering;

  @Parameter(
      description =
          "The list as it was at that moment; without exclude_project_id, user__last_activity, tags and the orders"
              + " last_activity and created_at",
      schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @QueryParam("as_of")
  @Nullable String asOf;

  /** The moment the list is asked of; null for now. Refuses what is not known of the past. */
  @Nullable Instant asOf(Input input) {
    var moment = input.moment("as_of", asOf);
    if (moment != null) {
      refuseInThePast(input, "exclude_project_id", excludeProject);
      refuseInThePast(input, "user__last_activity__gte", activeFrom);
      refuseInThePast(input, "user__last_activity__lte", activeTo);
      refuseInThePast(input, "tags", tags == null || tags.isEmpty() ? null : tags);
      var by = input.ordering(ordering, ORDERINGS, Ordering.USER_ID).by();
      boolean known =
          switch (by) {
            case USER_ID, EMAIL, NAME, ROLE -> true;
            case LAST_ACTIVITY, JOINED -> false;
          };
      refuseInThePast(input, "ordering", known ? null : ordering);
    }
    return moment;
  }

  private static void refuseInThePast(Input input, String field, @Nullable Object sent) {
    if (sent != null) {
      input.refuse(field, "Not together with as_of: what it was then is not kept.");
    }
  }

  MemberViews.Query in(OrganizationId organization, Input input, Page.Request page) {
    input.flag("contributed_to_projects", contributed);
    boolean nobody = SeatTypes.leaveNobody(input, userType, tags);
    var order = input.ordering(ordering, ORDERINGS, Ordering.USER_ID);
    var traits =
        new MemberViews.Traits(
            input.text("search", search, MAX_SEARCH),
            input.choices("role", role, Role::ofCode),
            input.choices("source", source, MemberQuery::source),
            Boolean.TRUE.equals(input.flag("is_deleted", deleted)),
            input.moment("user__last_activity__gte", activeFrom),
            input.moment("user__last_activity__lte", activeTo));
    return new MemberViews.Query(
        organization,
        new MemberViews.Filter(
            traits,
            input.number("exclude_workspace_id", excludeWorkspace),
            input.number("exclude_project_id", excludeProject),
            null,
            nobody ? Set.of() : null,
            Set.of()),
        order.by(),
        order.descending(),
        page);
  }

  private static Optional<SourceKind> source(String code) {
    return Arrays.stream(SourceKind.values()).filter(kind -> kind.code().equals(code)).findFirst();
  }
}
