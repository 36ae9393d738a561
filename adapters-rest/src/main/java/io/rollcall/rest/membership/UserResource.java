package io.rollcall.rest.membership;

import io.quarkus.security.Authenticated;
import io.rollcall.application.membership.ListMembers;
import io.rollcall.application.membership.ReadMember;
import io.rollcall.application.membership.RemoveMember;
import io.rollcall.application.membership.RenameMember;
import io.rollcall.application.organization.AddMember;
import io.rollcall.application.organization.ReadOrganization;
import io.rollcall.application.port.MemberViews;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.rest.Installation;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import io.rollcall.rest.common.PageJson;
import io.rollcall.rest.identity.AccountJson;
import io.rollcall.rest.identity.OwnProfile;
import io.rollcall.rest.identity.ProfileRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The people of the active organization, as accounts. */
@Path("/api/users/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
@Authenticated
public class UserResource {
  private final ListMembers list;
  private final ReadMember read;
  private final AddMember add;
  private final RenameMember rename;
  private final RemoveMember remove;
  private final ReadOrganization organizations;
  private final OwnProfile own;
  private final CurrentCaller caller;
  private final Installation installation;

  UserResource(
      ListMembers list,
      ReadMember read,
      AddMember add,
      RenameMember rename,
      RemoveMember remove,
      ReadOrganization organizations,
      OwnProfile own,
      CurrentCaller caller,
      Installation installation) {
    this.list = list;
    this.read = read;
    this.add = add;
    this.rename = rename;
    this.remove = remove;
    this.organizations = organizations;
    this.own = own;
    this.caller = caller;
    this.installation = installation;
  }

  @GET
  @Operation(
      operationId = "users_list",
      summary = "Everybody who belongs to the active organization",
      description =
          "At most 1,000 people. When there are more, the header Link (RFC 8288) has the address of the next ones,"
              + " rel=\"next\". Administrators only.")
  public RestResponse<List<AccountJson>> list(@BeanParam UserQuery sent, @Context UriInfo uri) {
    var input = new Input();
    var query = sent.in(organization(), input);
    input.refuseIfWrong();
    var people = list.execute(user(), query).page();
    var title = organizations.title(organization(), user());
    Function<MemberViews.MemberRow, Long> key =
        query.ordering() == MemberViews.Ordering.USER_ID ? MemberViews.MemberRow::userId : null;
    var page =
        PageJson.of(
            people, query.page(), uri, installation, row -> AccountJson.of(row, title), key);
    var answer = RestResponse.ResponseBuilder.ok(page.results());
    if (page.next() != null) {
      answer.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(page.next()));
    }
    return answer.build();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(
      operationId = "users_create",
      summary = "Add a person to the active organization",
      description =
          "Somebody with an account joins with it, as it is. An address that nobody has gets an account, and a letter"
              + " with which its owner chooses a password. Both get the default role.")
  @APIResponseSchema(
      value = LseUserJson.class,
      responseCode = "201",
      responseDescription = "The person belongs to the organization.")
  public LseUserJson create(@Nullable AddUserRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    var email = input.required("email", sent.email());
    if (sent.username() != null) {
      input.required("username", sent.username());
    }
    input.atMost("username", sent.username(), User.Profile.MAX_LENGTH);
    input.atMost("first_name", sent.firstName(), User.Profile.MAX_LENGTH);
    input.atMost("last_name", sent.lastName(), User.Profile.MAX_LENGTH);
    input.atMost("phone", sent.phone(), User.Profile.MAX_LENGTH);
    input.refuseIfWrong();
    var profile =
        new User.Profile(
            sent.username() == null ? email : sent.username(),
            orEmpty(sent.firstName()),
            orEmpty(sent.lastName()),
            orEmpty(sent.phone()));
    return json(add.execute(new AddMember.Command(organization(), user(), email, profile)));
  }

  @GET
  @Path("/{id}/")
  @Operation(
      operationId = "users_get",
      summary = "Oneself, or, for administrators, somebody of the active organization")
  public LseUserJson get(@PathParam("id") UserId id) {
    return id.equals(user())
        ? LseUserJson.of(own.read(caller.get()))
        : json(read.belonging(organization(), user(), id));
  }

  @PATCH
  @Path("/{id}/")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "users_update",
      summary =
          "Change the own profile, or the names of somebody whose account is the organization's",
      description =
          "Administrators change username, first_name and last_name of people whose account their organization made,"
              + " by hand or by a directory; everybody else changes their own.")
  public LseUserJson update(@PathParam("id") UserId id, @Nullable ProfileRequest body) {
    var sent = Input.body(body);
    return id.equals(user())
        ? LseUserJson.of(own.update(caller.get(), sent))
        : json(
            rename.execute(
                new RenameMember.Command(
                    organization(),
                    user(),
                    id,
                    sent.username(),
                    sent.firstName(),
                    sent.lastName())));
  }

  @DELETE
  @Path("/{id}/")
  @Operation(
      operationId = "users_delete",
      summary = "Take a person out of the active organization",
      description =
          "The same as deleting the membership: the account, and other organizations, stay as they are.")
  @APIResponse(responseCode = "204", description = "No longer a member.")
  @APIResponse(responseCode = "405", description = "Nobody deletes themselves.")
  public void delete(@PathParam("id") UserId id) {
    remove.execute(new RemoveMember.Command(organization(), user(), id));
  }

  private LseUserJson json(MemberViews.MemberRow row) {
    return LseUserJson.of(row, organizations.title(organization(), user()));
  }

  private OrganizationId organization() {
    return caller.get().inActive();
  }

  private UserId user() {
    return caller.get().user();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
