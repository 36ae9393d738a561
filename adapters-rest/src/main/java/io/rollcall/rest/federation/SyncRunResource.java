package io.rollcall.rest.federation;

import io.quarkus.security.Authenticated;
import io.rollcall.application.federation.ReadSyncRuns;
import io.rollcall.application.federation.ReviewSync;
import io.rollcall.domain.federation.PlannedChange;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.SyncRunId;
import io.rollcall.rest.Installation;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import io.rollcall.rest.common.PageJson;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Runs of directory syncs: watching and reviewing them. */
@Path("/api/ldap/syncs/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "LDAP syncs")
@Authenticated
public class SyncRunResource {
  private final ReadSyncRuns read;
  private final ReviewSync review;
  private final CurrentCaller caller;
  private final Installation installation;

  SyncRunResource(
      ReadSyncRuns read, ReviewSync review, CurrentCaller caller, Installation installation) {
    this.read = read;
    this.review = review;
    this.caller = caller;
    this.installation = installation;
  }

  @GET
  @Path("/")
  @Operation(operationId = "ldap_syncs_get", summary = "One run with its progress")
  public SyncRunJson get(@PathParam("id") SyncRunId id) {
    return SyncRunJson.of(read.one(organization(), user(), id));
  }

  @GET
  @Path("/changes/")
  @Operation(
      operationId = "ldap_syncs_changes",
      summary = "The plan, person by person, the most serious first")
  public PageJson<ChangeJson> changes(
      @PathParam("id") SyncRunId id,
      @Parameter(description = "joined, changed, removed, suspended or resumed, comma separated")
          @QueryParam("kind")
          @Nullable List<String> kind,
      @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1")) @QueryParam("page")
          @Nullable String page,
      @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000"))
          @QueryParam("page_size")
          @Nullable String size,
      @Context UriInfo uri) {
    var input = new Input();
    var kinds = input.choices("kind", kind, SyncRunResource::kind);
    var wanted = input.page(page, size);
    input.refuseIfWrong();
    return PageJson.of(
        read.changes(organization(), user(), id, kinds, wanted),
        wanted,
        uri,
        installation,
        ChangeJson::of);
  }

  @GET
  @Path("/problems/")
  @Operation(
      operationId = "ldap_syncs_problems",
      summary = "People the run did not import, and why")
  public PageJson<ProblemJson> problems(
      @PathParam("id") SyncRunId id,
      @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1")) @QueryParam("page")
          @Nullable String page,
      @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000"))
          @QueryParam("page_size")
          @Nullable String size,
      @Context UriInfo uri) {
    var input = new Input();
    var wanted = input.page(page, size);
    input.refuseIfWrong();
    return PageJson.of(
        read.problems(organization(), user(), id, wanted),
        wanted,
        uri,
        installation,
        ProblemJson::of);
  }

  @POST
  @Path("/approve/")
  @Operation(operationId = "ldap_syncs_approve", summary = "Apply exactly this plan")
  public SyncRunJson approve(@PathParam("id") SyncRunId id) {
    return SyncRunJson.of(review.approve(organization(), user(), id));
  }

  @POST
  @Path("/discard/")
  @Operation(operationId = "ldap_syncs_discard", summary = "Throw the plan away; nobody changes")
  public SyncRunJson discard(@PathParam("id") SyncRunId id) {
    return SyncRunJson.of(review.discard(organization(), user(), id));
  }

  private OrganizationId organization() {
    return caller.get().inActive();
  }

  private UserId user() {
    return caller.get().user();
  }

  private static Optional<PlannedChange.Kind> kind(String code) {
    return Arrays.stream(PlannedChange.Kind.values())
        .filter(kind -> kind.code().equals(code))
        .findFirst();
  }
}
