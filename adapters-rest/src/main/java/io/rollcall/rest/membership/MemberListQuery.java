package io.rollcall.rest.membership;

import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.MemberViews.Ordering;
import io.rollcall.application.port.Page;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What may be asked of the list of members. Only these orders reach the database. */
public class MemberListQuery extends MemberQuery {
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

  @Parameter(schema = @Schema(type = SchemaType.BOOLEAN))
  @QueryParam("contributed_to_projects")
  @Nullable String contributed;

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
    var order = input.ordering(ordering, ORDERINGS, Ordering.USER_ID);
    return new MemberViews.Query(organization, in(input), order.by(), order.descending(), page);
  }
}
