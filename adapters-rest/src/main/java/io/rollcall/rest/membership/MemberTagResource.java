package io.rollcall.rest.membership;

import io.quarkus.security.Authenticated;
import io.rollcall.application.organization.AssignMemberTags;
import io.rollcall.application.organization.ManageMemberTags;
import io.rollcall.application.organization.ReadMemberTags;
import io.rollcall.application.port.MemberTagRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.organization.MemberTagId;
import io.rollcall.domain.organization.TagLabel;
import io.rollcall.rest.Installation;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import io.rollcall.rest.common.PageJson;
import io.rollcall.rest.common.Paging;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Labels that administrators put on members. */
@Path("/api/organizations/{id}/member-tags")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Member tags")
@Authenticated
public class MemberTagResource {
  private static final int MAX_SEARCH = 255;
  private static final int MAX_AT_ONCE = 1000;
  private static final Map<String, MemberTagRepository.Ordering> ORDERINGS =
      Map.of(
          "id", MemberTagRepository.Ordering.ID,
          "label", MemberTagRepository.Ordering.LABEL,
          "created_at", MemberTagRepository.Ordering.CREATED,
          "member_count", MemberTagRepository.Ordering.MEMBERS);

  private final ReadMemberTags read;
  private final ManageMemberTags manage;
  private final AssignMemberTags assign;
  private final CurrentCaller caller;
  private final Installation installation;

  MemberTagResource(
      ReadMemberTags read,
      ManageMemberTags manage,
      AssignMemberTags assign,
      CurrentCaller caller,
      Installation installation) {
    this.read = read;
    this.manage = manage;
    this.assign = assign;
    this.caller = caller;
    this.installation = installation;
  }

  static Set<MemberTagId> tags(Set<Long> ids) {
    return ids.stream().map(MemberTagId::new).collect(Collectors.toUnmodifiableSet());
  }

  @GET
  @Operation(
      operationId = "organizations_member_tags_list",
      summary = "Tags with how many members have them, page by page")
  public PageJson<MemberTagJson> list(
      @PathParam("id") OrganizationId id,
      @Parameter(description = "Part of the label") @QueryParam("search") @Nullable String search,
      @Parameter(
              description =
                  "id, label, created_at or member_count; descending with a minus before it")
          @QueryParam("ordering")
          @Nullable String ordering,
      @BeanParam Paging paging,
      @Context UriInfo uri) {
    var input = new Input();
    var page = paging.in(input);
    var order = input.ordering(ordering, ORDERINGS, MemberTagRepository.Ordering.LABEL);
    var query =
        new MemberTagRepository.Query(
            caller.get().in(id),
            input.text("search", search, MAX_SEARCH),
            order.by(),
            order.descending(),
            page);
    input.refuseIfWrong();
    return PageJson.of(
        read.list(caller.get().user(), query), page, uri, installation, MemberTagJson::of);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(operationId = "organizations_member_tags_create", summary = "A new tag")
  @APIResponseSchema(
      value = MemberTagJson.class,
      responseCode = "201",
      responseDescription = "Created.")
  public MemberTagJson create(@PathParam("id") OrganizationId id, @Nullable MemberTagRequest body) {
    var input = new Input();
    var label = input.required("label", Input.body(body).label());
    input.refuseIfWrong();
    return json(id, manage.create(caller.get().in(id), caller.get().user(), new TagLabel(label)));
  }

  private MemberTagJson json(OrganizationId id, MemberTagId tag) {
    return MemberTagJson.of(read.one(caller.get().in(id), caller.get().user(), tag));
  }

  @GET
  @Path("/{tag_pk}")
  @Operation(operationId = "organizations_member_tags_get", summary = "One tag")
  public MemberTagJson get(
      @PathParam("id") OrganizationId id, @PathParam("tag_pk") MemberTagId tag) {
    return json(id, tag);
  }

  @PATCH
  @Path("/{tag_pk}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "organizations_member_tags_update", summary = "Change the label")
  public MemberTagJson update(
      @PathParam("id") OrganizationId id,
      @PathParam("tag_pk") MemberTagId tag,
      @Nullable MemberTagRequest body) {
    var sent = Input.body(body);
    if (sent.label() != null) {
      manage.relabel(caller.get().in(id), caller.get().user(), tag, new TagLabel(sent.label()));
    }
    return json(id, tag);
  }

  @DELETE
  @Path("/{tag_pk}")
  @Operation(
      operationId = "organizations_member_tags_delete",
      summary = "Take a tag away, and from everybody who has it")
  @APIResponse(responseCode = "204", description = "Gone.")
  public void delete(@PathParam("id") OrganizationId id, @PathParam("tag_pk") MemberTagId tag) {
    manage.remove(caller.get().in(id), caller.get().user(), tag);
  }

  @POST
  @Path("/bulk")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(
      operationId = "organizations_member_tags_bulk_post",
      summary = "Several tags at once; labels that there are already are passed over")
  @APIResponseSchema(
      value = MemberTagCountsJson.Created.class,
      responseCode = "201",
      responseDescription = "Created.")
  public MemberTagCountsJson.Created createAll(
      @PathParam("id") OrganizationId id, @Nullable MemberTagBulkRequest body) {
    var input = new Input();
    var labels = labels(input, Input.body(body).labels());
    input.refuseIfWrong();
    return new MemberTagCountsJson.Created(
        manage.createAll(caller.get().in(id), caller.get().user(), labels));
  }

  private static List<TagLabel> labels(Input input, @Nullable List<@Nullable String> sent) {
    if (sent == null || sent.isEmpty()) {
      input.refuse("labels", "This field is required.");
      return List.of();
    }
    if (sent.size() > MAX_AT_ONCE) {
      input.refuse("labels", "At most %d at once.".formatted(MAX_AT_ONCE));
      return List.of();
    }
    var labels = new ArrayList<TagLabel>();
    for (var text : sent) {
      var problem = TagLabel.problem(text == null ? "" : text);
      if (text == null || problem.isPresent()) {
        problem.ifPresent(wrong -> input.refuse("labels", wrong));
      } else {
        labels.add(new TagLabel(text));
      }
    }
    return labels;
  }

  @DELETE
  @Path("/bulk")
  @Operation(
      operationId = "organizations_member_tags_bulk_delete",
      summary = "Take several tags away; ids of no tags are passed over")
  public MemberTagCountsJson.Deleted deleteAll(
      @PathParam("id") OrganizationId id,
      @Parameter(description = "Ids of tags, comma separated", required = true) @QueryParam("ids")
          @Nullable List<String> ids) {
    var input = new Input();
    var some = tags(input.ids("ids", ids));
    if (some.isEmpty()) {
      input.refuse("ids", "This field is required.");
    }
    input.refuseIfWrong();
    return new MemberTagCountsJson.Deleted(
        manage.removeAll(caller.get().in(id), caller.get().user(), some));
  }

  @POST
  @Path("/assignments")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "organizations_member_tags_assign",
      summary = "Put tags on many members at once",
      description =
          "The filters of the query, those of the list of members, narrow all. With overwrite they lose all"
              + " other tags.")
  public MemberTagCountsJson.Assigned assign(
      @PathParam("id") OrganizationId id,
      @BeanParam MemberQuery sent,
      @Nullable MemberTagAssignmentRequest body) {
    var wish = Input.body(body);
    var input = new Input();
    var who = Choice.of(input, wish.all(), wish.included(), wish.excluded(), sent.in(input));
    var ids = input.ids("tags", wish.tags(), MAX_AT_ONCE);
    boolean only = Boolean.TRUE.equals(wish.overwrite());
    if ((ids == null || ids.isEmpty()) && !only) {
      input.refuse("tags", "Required unless overwrite is true.");
    }
    input.refuseIfWrong();
    return new MemberTagCountsJson.Assigned(
        assign.execute(
            new AssignMemberTags.Command(
                caller.get().in(id),
                caller.get().user(),
                who,
                tags(ids == null ? Set.of() : ids),
                only)));
  }
}
