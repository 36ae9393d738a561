package io.rollcall.rest.federation;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.quarkus.security.Authenticated;
import io.rollcall.application.federation.ReadSettingsHistory;
import io.rollcall.application.port.SsoSettingsRepository.Kind;
import io.rollcall.application.port.SsoSettingsRepository.Query;
import io.rollcall.application.port.SsoSettingsRepository.State;
import io.rollcall.application.port.SsoSettingsRepository.StepRow;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.rest.Installation;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import io.rollcall.rest.common.PageJson;
import io.rollcall.rest.common.Paging;
import io.rollcall.rest.common.StateModelJson;
import io.rollcall.rest.common.StateModelJson.TriggeredByJson;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who changed SAML and SCIM settings, under the published name. */
@Path("/api/fsm/organizations/{org_id}/settings-history")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "SAML and SCIM settings")
@Authenticated
public class SettingsHistoryResource {
  private static final Map<String, String> ORDERINGS = Map.of("created_at", "", "id", "");

  private final ReadSettingsHistory read;
  private final CurrentCaller caller;
  private final Installation installation;

  SettingsHistoryResource(
      ReadSettingsHistory read, CurrentCaller caller, Installation installation) {
    this.read = read;
    this.caller = caller;
    this.installation = installation;
  }

  @GET
  @Path("/")
  @Operation(
      operationId = "fsm_organizations_settings_history",
      summary = "Every change of the SAML and SCIM settings, the newest first",
      description =
          "state is CONFIGURED, or DEFAULT after a reset. context_data holds kind, and the fields that differ in"
              + " before and after; of metadata_xml a digest.")
  public PageJson<StateModelJson> list(
      @PathParam("org_id") OrganizationId id,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"saml", "scim"}))
          @QueryParam("kind")
          @Nullable String kind,
      @Parameter(
              description = "The first moment",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"))
          @QueryParam("since")
          @Nullable String since,
      @Parameter(
              description = "The last moment",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"))
          @QueryParam("until")
          @Nullable String until,
      @Parameter(
              description =
                  "created_at for the oldest first; -created_at, the default, for the newest")
          @QueryParam("ordering")
          @Nullable String ordering,
      @BeanParam Paging paging,
      @Context UriInfo uri) {
    var input = new Input();
    boolean oldestFirst =
        ordering != null
            && !ordering.isBlank()
            && !input.ordering(ordering, ORDERINGS, "").descending();
    var query =
        new Query(
            caller.get().in(id),
            input.choice("kind", kind, SettingsHistoryResource::kind),
            input.moment("since", since),
            input.moment("until", until),
            oldestFirst,
            paging.in(input));
    input.refuseIfWrong();
    return PageJson.of(
        read.execute(caller.get().user(), query),
        query.page(),
        uri,
        installation,
        SettingsHistoryResource::json);
  }

  private static Optional<Kind> kind(String code) {
    return Arrays.stream(Kind.values()).filter(kind -> kind.code().equals(code)).findFirst();
  }

  private static StateModelJson json(StepRow row) {
    return new StateModelJson(
        StateModelJson.id("settings", row.organizationId(), row.number()),
        row.state().name(),
        row.previous() == null ? null : row.previous().name(),
        row.state() == State.DEFAULT ? "reset" : "updated",
        null,
        new ContextJson(row.kind().code(), row.before(), row.after()),
        row.at(),
        new TriggeredByJson(row.by(), row.email()));
  }

  /** Which settings, and how they differ. */
  @Schema(name = "SettingsChange")
  record ContextJson(
      @Schema(examples = "saml") String kind,
      @Schema(type = SchemaType.OBJECT) @JsonRawValue String before,
      @Schema(type = SchemaType.OBJECT) @JsonRawValue String after) {}
}
