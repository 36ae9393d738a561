package io.rollcall.rest.membership;

import io.quarkus.security.Authenticated;
import io.rollcall.application.membership.ReadSeatReport;
import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.SeatReportViews;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.rest.Installation;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import io.rollcall.rest.common.PageJson;
import io.rollcall.rest.common.Paging;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who takes a seat, and what gave them the role for it. */
@Path("/api/organizations/{id}/seat-report")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members")
@Authenticated
public class SeatReportResource {
  private final ReadSeatReport read;
  private final CurrentCaller caller;
  private final Installation installation;

  SeatReportResource(ReadSeatReport read, CurrentCaller caller, Installation installation) {
    this.read = read;
    this.caller = caller;
    this.installation = installation;
  }

  @GET
  @Operation(
      operationId = "organizations_seat_report",
      summary = "Who takes a seat, with every active assignment of roles, projects and workspaces",
      description =
          "mapping_status is configured, orphaned for an assignment whose mapping was removed (the next sync ends"
              + " it), or missing_membership for one that gives nothing because the organization leaves such places"
              + " to its directories.")
  public SeatReportJson.PageOf list(
      @PathParam("id") OrganizationId id,
      @BeanParam SeatReportQuery sent,
      @BeanParam Paging paging,
      @Context UriInfo uri) {
    var input = new Input();
    var query = sent.in(caller.get().in(id), input, paging.in(input));
    boolean usage = sent.includesUsage(input);
    input.refuseIfWrong();
    var report = read.execute(caller.get().user(), query);
    Function<SeatReportViews.Seat, Long> key =
        query.ordering() == MemberViews.Ordering.USER_ID ? seat -> seat.member().userId() : null;
    return SeatReportJson.PageOf.of(
        PageJson.of(report.page(), query.page(), uri, installation, SeatReportJson::of, key),
        usage ? report.usage() : null);
  }
}
