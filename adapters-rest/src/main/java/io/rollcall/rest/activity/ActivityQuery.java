package io.rollcall.rest.activity;

import io.rollcall.application.port.ActivityViews;
import io.rollcall.application.port.Page;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What may be asked of the activity log. */
public class ActivityQuery {
  private static final int MAX_SEARCH = 100;
  private static final Set<String> METHODS = Set.of("DELETE", "GET", "PATCH", "POST", "PUT");

  @Parameter(description = "The first moment or the first day, in UTC")
  @QueryParam("start_date")
  @Nullable String startDate;

  @Parameter(description = "The last moment, or the last day as a whole, in UTC")
  @QueryParam("end_date")
  @Nullable String endDate;

  @Parameter(
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"DELETE", "GET", "PATCH", "POST", "PUT", "all"},
              defaultValue = "all"))
  @QueryParam("method")
  @Nullable String method;

  @Parameter(description = "datetime; descending with a minus before it, which is the default")
  @QueryParam("ordering")
  @Nullable String ordering;

  @Parameter(schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
  @QueryParam("project")
  @Nullable String project;

  @Parameter(description = "Part of the path or of the e-mail address")
  @QueryParam("search")
  @Nullable String search;

  @Parameter(schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
  @QueryParam("user")
  @Nullable String user;

  @Parameter(
      description = "Its projects count, too",
      schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
  @QueryParam("workspace")
  @Nullable String workspace;

  ActivityViews.Query in(OrganizationId organization, Input input, Page.Request page) {
    var order =
        input.ordering(
            ordering == null || ordering.isBlank() ? "-datetime" : ordering,
            Map.of("datetime", true),
            true);
    var who = input.number("user", user);
    var where = input.number("project", project);
    var within = input.number("workspace", workspace);
    var filter =
        new ActivityViews.Filter(
            input.text("search", search, MAX_SEARCH),
            method(input),
            who == null ? null : new UserId(who),
            where == null ? null : new ProjectId(where),
            within == null ? null : new WorkspaceId(within),
            begin(input),
            end(input));
    return new ActivityViews.Query(organization, filter, !order.descending(), page);
  }

  private String method(Input input) {
    var chosen =
        input.choice(
            "method",
            method,
            code ->
                Optional.of(code).filter(known -> METHODS.contains(known) || known.equals("all")));
    return chosen == null || chosen.equals("all") ? "" : chosen;
  }

  private @Nullable Instant begin(Input input) {
    var day = day(startDate);
    return day.isPresent()
        ? day.get().atStartOfDay().toInstant(ZoneOffset.UTC)
        : input.moment("start_date", startDate);
  }

  /** The first moment that is too late. */
  private @Nullable Instant end(Input input) {
    var day = day(endDate);
    if (day.isPresent()) {
      return day.get().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    var last = input.moment("end_date", endDate);
    return last == null ? null : last.plusNanos(1000); // as fine as the log is
  }

  private static Optional<LocalDate> day(@Nullable String sent) {
    try {
      return sent == null ? Optional.empty() : Optional.of(LocalDate.parse(sent.strip()));
    } catch (DateTimeParseException noDay) {
      return Optional.empty(); // a moment, or what will be refused as none
    }
  }
}
