package io.rollcall.rest.organization;

import io.quarkus.security.Authenticated;
import io.rollcall.application.organization.DecideAccess;
import io.rollcall.application.organization.SearchAccess;
import io.rollcall.application.organization.SearchAccess.Found;
import io.rollcall.application.organization.SearchAccess.Kind;
import io.rollcall.application.port.DecisionViews.Subject;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.organization.Act;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import io.rollcall.rest.organization.AuthzenJson.ActionJson;
import io.rollcall.rest.organization.AuthzenJson.ActionsJson;
import io.rollcall.rest.organization.AuthzenJson.EntitiesJson;
import io.rollcall.rest.organization.AuthzenJson.EntityJson;
import io.rollcall.rest.organization.AuthzenJson.PageJson;
import io.rollcall.rest.organization.AuthzenJson.SearchRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who may, to what, and what: the searches of AuthZEN (section 8). */
@Path("/access/v1/search")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Access decisions")
@Authenticated
public class AuthzenSearchResource {
  private final SearchAccess search;
  private final DecideAccess decide;
  private final CurrentCaller caller;

  AuthzenSearchResource(SearchAccess search, DecideAccess decide, CurrentCaller caller) {
    this.search = search;
    this.decide = decide;
    this.caller = caller;
  }

  @POST
  @Path("/subject")
  @Operation(
      operationId = "access_search_subject",
      summary = "Who may do this to that resource?",
      description =
          "Users by id, with their address among the properties. A page may hold fewer than its limit and still"
              + " have a next one.")
  public EntitiesJson subjects(@Nullable SearchRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    AuthzenInput.object(input, "context", sent.context());
    var type = AuthzenInput.type(input, "subject", sent.subject());
    var act = AuthzenInput.act(input, "action", sent.action());
    var what = AuthzenInput.what(input, "resource", sent.resource());
    var paging =
        AuthzenPaging.of(input, sent.page(), "subject", type, sent.action(), sent.resource());
    input.refuseIfWrong();
    var found = search.subjects(organization(), user(), act, what, paging.page());
    var people = type.equals(AuthzenInput.USER) ? found : new Found<Subject>(List.of(), null);
    return entities(
        people.items().stream()
            .map(
                person ->
                    new EntityJson(
                        AuthzenInput.USER,
                        person.standing().user().toString(),
                        Map.of("email", person.email())))
            .toList(),
        paging.token(people.next()));
  }

  @POST
  @Path("/resource")
  @Operation(
      operationId = "access_search_resource",
      summary = "To which resources may this subject do this?",
      description = "Of the type that resource names. Memberships are named by the id of the user.")
  public EntitiesJson resources(@Nullable SearchRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    AuthzenInput.object(input, "context", sent.context());
    var who = AuthzenInput.who(input, "subject", sent.subject());
    var act = AuthzenInput.act(input, "action", sent.action());
    var type = AuthzenInput.type(input, "resource", sent.resource());
    var paging =
        AuthzenPaging.of(input, sent.page(), "resource", type, sent.action(), sent.subject());
    input.refuseIfWrong();
    var kind = kind(type);
    var found =
        search.resources(
            organization(),
            user(),
            who,
            kind.isEmpty() ? Optional.empty() : act,
            kind.orElse(Kind.ORGANIZATION),
            paging.page());
    return entities(
        found.items().stream().map(id -> new EntityJson(type, id.toString(), null)).toList(),
        paging.token(found.next()));
  }

  @POST
  @Path("/action")
  @Operation(
      operationId = "access_search_action",
      summary = "What may this subject do to that resource?",
      description = "All on one page.")
  public ActionsJson actions(@Nullable SearchRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    AuthzenInput.object(input, "context", sent.context());
    var who = AuthzenInput.who(input, "subject", sent.subject());
    var what = AuthzenInput.what(input, "resource", sent.resource());
    input.refuseIfWrong();
    var names =
        decide.acts(organization(), user(), who, what).stream()
            .map(Act::key)
            .map(ActionJson::new)
            .toList();
    return new ActionsJson(names, new PageJson("", names.size()));
  }

  private static EntitiesJson entities(List<EntityJson> results, String next) {
    return new EntitiesJson(results, new PageJson(next, results.size()));
  }

  private OrganizationId organization() {
    return AuthzenCaller.organization(caller.get());
  }

  private UserId user() {
    return caller.get().user();
  }

  private static Optional<Kind> kind(String type) {
    return switch (type) {
      case AuthzenInput.ORGANIZATION -> Optional.of(Kind.ORGANIZATION);
      case AuthzenInput.WORKSPACE -> Optional.of(Kind.WORKSPACE);
      case AuthzenInput.PROJECT -> Optional.of(Kind.PROJECT);
      case AuthzenInput.MEMBERSHIP -> Optional.of(Kind.MEMBERSHIP);
      default -> Optional.empty();
    };
  }
}
