package io.rollcall.rest.membership;

import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.MemberViews.Ordering;
import io.rollcall.application.port.Page;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.QueryParam;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** How the list of users may be ordered, and how it goes on after the first thousand. */
public class UserQuery {
  private static final Map<String, Ordering> ORDERINGS =
      Map.of(
          "id", Ordering.USER_ID,
          "email", Ordering.EMAIL,
          "first_name", Ordering.NAME,
          "last_activity", Ordering.LAST_ACTIVITY);

  @Parameter(description = "id, email, first_name or last_activity; descending with a minus")
  @QueryParam("ordering")
  @Nullable String ordering;

  @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
  @QueryParam("page")
  @Nullable String page;

  @Parameter(
      schema =
          @Schema(
              type = SchemaType.INTEGER,
              minimum = "1",
              maximum = "1000",
              defaultValue = "1000"))
  @QueryParam("page_size")
  @Nullable String pageSize;

  @Parameter(
      description = "Written into the header Link by the server: the last id of the page before",
      schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
  @QueryParam("after")
  @Nullable String after;

  MemberViews.Query in(OrganizationId organization, Input input) {
    var order = input.ordering(ordering, ORDERINGS, Ordering.USER_ID);
    return new MemberViews.Query(
        organization,
        MemberViews.Filter.ALL,
        order.by(),
        order.descending(),
        new Page.Request(
            input.within("page", page, 1, Integer.MAX_VALUE),
            input.within("page_size", pageSize, Page.Request.MAX_SIZE, Page.Request.MAX_SIZE),
            input.number("after", after)));
  }
}
