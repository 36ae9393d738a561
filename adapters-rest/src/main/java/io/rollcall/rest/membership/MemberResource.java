package io.rollcall.rest.membership;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.rollcall.application.membership.ChangeMemberRole;
import io.rollcall.application.membership.ExplainMember;
import io.rollcall.application.membership.ListMembers;
import io.rollcall.application.membership.ReadHistory;
import io.rollcall.application.membership.ReadMember;
import io.rollcall.application.membership.RemoveMember;
import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.Page;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.rest.Installation;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.CsvFile;
import io.rollcall.rest.common.Input;
import io.rollcall.rest.common.PageJson;
import io.rollcall.rest.common.Paging;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Members of an organization. */
@Path("/api/organizations/{id}/memberships")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members")
@Authenticated
public class MemberResource {
  private final ListMembers list;
  private final ReadHistory history;
  private final ReadMember read;
  private final ChangeMemberRole change;
  private final RemoveMember remove;
  private final ExplainMember explain;
  private final CurrentCaller caller;
  private final Installation installation;

  MemberResource(
      ListMembers list,
      ReadHistory history,
      ReadMember read,
      ChangeMemberRole change,
      RemoveMember remove,
      ExplainMember explain,
      CurrentCaller caller,
      Installation installation) {
    this.list = list;
    this.history = history;
    this.read = read;
    this.change = change;
    this.remove = remove;
    this.explain = explain;
    this.caller = caller;
    this.installation = installation;
  }

  @GET
  @Operation(
      operationId = "organizations_members_list",
      summary = "Members, page by page",
      description =
          "Administrators see members whole. Managers may ask for people who are not yet in a workspace of"
              + " theirs (exclude_workspace_id) and see id, name and address. With as_of, administrators see who"
              + " belonged at that moment and with which role; names and addresses are those of today.")
  public PageJson<MemberJson> list(
      @PathParam("id") OrganizationId id,
      @BeanParam MemberListQuery sent,
      @BeanParam Paging paging,
      @Context UriInfo uri) {
    var input = new Input();
    var query = sent.in(caller.get().in(id), input, paging.in(input));
    var asOf = sent.asOf(input);
    input.refuseIfWrong();
    var listing =
        asOf == null
            ? list.execute(caller.get().user(), query)
            : new ListMembers.Listing(history.members(caller.get().user(), query, asOf), false);
    Function<MemberViews.MemberRow, MemberJson> json =
        listing.namesOnly() ? MemberJson::nameOf : MemberJson::of;
    Function<MemberViews.MemberRow, Long> key =
        query.ordering() == MemberViews.Ordering.USER_ID ? MemberViews.MemberRow::userId : null;
    return PageJson.of(listing.page(), query.page(), uri, installation, json, key);
  }

  @GET
  @Path("/export")
  @Produces("text/csv")
  @Operation(
      operationId = "organizations_members_export",
      summary = "All of the same as a file of comma-separated values; for administrators",
      description =
          "What a spreadsheet would take for a formula begins with an apostrophe. The columns email and tags have"
              + " the form in which tags are imported.")
  @APIResponse(
      responseCode = "200",
      description = "One line for each member.",
      content =
          @Content(
              mediaType = "text/csv",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public Response export(@PathParam("id") OrganizationId id, @BeanParam MemberListQuery sent) {
    var organization = caller.get().in(id);
    var reader = caller.get().user();
    var input = new Input();
    var asOf = sent.asOf(input);
    Function<Page.Request, List<MemberViews.MemberRow>> rows =
        page -> {
          var query = sent.in(organization, input, page);
          input.refuseIfWrong();
          return asOf == null
              ? list.whole(reader, query)
              : history.members(reader, query, asOf).items();
        };
    var begin = new Page.Request(1, CsvFile.PAGE);
    // By the key nobody is lost or told twice when somebody comes or goes meanwhile.
    boolean byKey = sent.in(organization, input, begin).ordering() == MemberViews.Ordering.USER_ID;
    return new CsvFile<>(
            MemberLines.HEADER,
            rows.apply(begin),
            (number, last) ->
                rows.apply(
                    byKey
                        ? new Page.Request(number, CsvFile.PAGE, last.userId())
                        : new Page.Request(number, CsvFile.PAGE)),
            MemberLines::of)
        .named("organization-%s-members.csv".formatted(id));
  }

  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "organizations_members_update",
      summary = "Set a member's role by hand, or let it follow the directory again (role: null)")
  @APIResponseSchema(
      value = MemberJson.class,
      responseCode = "200",
      responseDescription = "The member as they are now.")
  @APIResponse(responseCode = "405", description = "Nobody deactivates themselves.")
  public MemberJson update(@PathParam("id") OrganizationId id, @Nullable ChangeMemberRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    var member = new UserId(input.requiredId("user_id", sent.userId()));
    var role = role(input, sent.role());
    input.choice(
        "user_type", sent.userType(), type -> Optional.of(type).filter("standard"::equals));
    input.refuseIfWrong();
    var organization = caller.get().in(id);
    var actor = caller.get().user();
    return MemberJson.of(
        sent.role() == null
            ? read.execute(organization, actor, member)
            : change.execute(new ChangeMemberRole.Command(organization, actor, member, role)));
  }

  private static @Nullable Role role(Input input, @Nullable JsonNode sent) {
    if (sent == null || sent.isNull()) {
      return null;
    }
    if (!sent.isTextual()) {
      input.refuse("role", "Not a valid string.");
      return null;
    }
    return input.choice("role", sent.textValue(), Role::ofCode);
  }

  @GET
  @Path("/{user_pk}/")
  @Operation(operationId = "organizations_members_get", summary = "One member; also one who left")
  public OneMemberJson get(
      @PathParam("id") OrganizationId id,
      @PathParam("user_pk") UserId member,
      @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @QueryParam("contributed_to_projects")
          @Nullable String contributed) {
    var input = new Input();
    input.flag("contributed_to_projects", contributed);
    input.refuseIfWrong();
    return OneMemberJson.of(read.execute(caller.get().in(id), caller.get().user(), member));
  }

  @DELETE
  @Path("/{user_pk}/")
  @Operation(
      operationId = "organizations_members_delete",
      summary = "Take a member out; their history stays")
  @APIResponse(responseCode = "204", description = "No longer a member.")
  @APIResponse(responseCode = "405", description = "Nobody deletes themselves.")
  public void delete(@PathParam("id") OrganizationId id, @PathParam("user_pk") UserId member) {
    remove.execute(new RemoveMember.Command(caller.get().in(id), caller.get().user(), member));
  }

  @GET
  @Path("/{user_pk}/explanation")
  @Operation(
      operationId = "organizations_members_explain",
      summary = "Why a member has the role they have, and why not another")
  public ExplanationJson explanation(
      @PathParam("id") OrganizationId id,
      @PathParam("user_pk") UserId member,
      @Parameter(
              description = "List facts that ended, too",
              schema = @Schema(type = SchemaType.BOOLEAN))
          @QueryParam("history")
          @Nullable String history) {
    var input = new Input();
    boolean ended = Boolean.TRUE.equals(input.flag("history", history));
    input.refuseIfWrong();
    return ExplanationJson.of(
        explain.execute(
            new ExplainMember.Query(caller.get().in(id), caller.get().user(), member, ended)));
  }
}
