package io.rollcall.rest.membership;

import io.rollcall.application.port.HistoryViews.Period;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.QueryParam;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which stretch of a history is wanted, and from which end. */
public class HistoryPeriod {
  private static final Map<String, String> ORDERINGS =
      Map.of("created_at", "", "id", "", "number", "");

  @Parameter(
      description = "The first moment",
      schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @QueryParam("since")
  @Nullable String since;

  @Parameter(
      description = "The last moment",
      schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @QueryParam("until")
  @Nullable String until;

  @Parameter(
      description = "created_at for the oldest first; -created_at, the default, for the newest")
  @QueryParam("ordering")
  @Nullable String ordering;

  Period in(Input input) {
    return new Period(input.moment("since", since), input.moment("until", until));
  }

  boolean oldestFirst(Input input) {
    return ordering != null
        && !ordering.isBlank()
        && !input.ordering(ordering, ORDERINGS, "").descending();
  }
}
