package io.rollcall.rest.activity;

import io.quarkus.security.Authenticated;
import io.rollcall.application.organization.ReadActivityLog;
import io.rollcall.application.port.Page;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.CsvFile;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What people did in the active organization. */
@Path("/api/activity-logs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Activity log")
@Authenticated
public class ActivityResource {
  private final ReadActivityLog read;
  private final CurrentCaller caller;

  ActivityResource(ReadActivityLog read, CurrentCaller caller) {
    this.read = read;
    this.caller = caller;
  }

  @GET
  @Path("/")
  @Operation(
      operationId = "activity_logs_list",
      summary = "Requests that wanted to change something, the newest first; for administrators",
      description =
          "A list of one object. recordsFiltered counts to 100,000; search and method look among the first 100,000"
              + " rows that the other filters leave.")
  @APIResponse(
      responseCode = "200",
      description = "One page.",
      content =
          @Content(
              schema =
                  @Schema(type = SchemaType.ARRAY, implementation = ActivityJson.PageJson.class)))
  @APIResponse(responseCode = "404", description = "There is no further page.")
  public List<ActivityJson.PageJson> list(
      @BeanParam ActivityQuery sent,
      @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1")) @QueryParam("page")
          @Nullable String page,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "1000",
                      defaultValue = "30"))
          @QueryParam("page_size")
          @Nullable String size) {
    var input = new Input();
    var query = sent.in(caller.get().inActive(), input, input.page(page, size));
    input.refuseIfWrong();
    return List.of(ActivityJson.PageJson.of(read.execute(caller.get().user(), query)));
  }

  @GET
  @Path("/export/")
  @Produces("text/csv")
  @Operation(
      operationId = "activity_logs_export",
      summary = "All of the same as a file of comma-separated values",
      description = "What a spreadsheet would take for a formula begins with an apostrophe.")
  @APIResponse(
      responseCode = "200",
      description = "One line for each request.",
      content =
          @Content(
              mediaType = "text/csv",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public Response export(@BeanParam ActivityQuery sent) {
    var input = new Input();
    var reader = caller.get().user();
    var query = sent.in(caller.get().inActive(), input, new Page.Request(1, CsvFile.PAGE));
    input.refuseIfWrong();
    return new CsvFile<>(
            ActivityLines.HEADER,
            read.after(reader, query, null),
            (number, last) -> read.after(reader, query, last.key()),
            ActivityLines::of)
        .named("activity-log.csv");
  }
}
