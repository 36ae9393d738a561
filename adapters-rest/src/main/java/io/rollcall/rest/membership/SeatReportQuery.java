package io.rollcall.rest.membership;

import io.rollcall.application.port.MemberViews.Filter;
import io.rollcall.application.port.MemberViews.Ordering;
import io.rollcall.application.port.MemberViews.Traits;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.SeatReportViews;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.SourceKind;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.QueryParam;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What may be asked of the seat report. */
public class SeatReportQuery {
  private static final int MAX_SEARCH = 256;
  private static final Map<String, Ordering> ORDERINGS =
      Map.of(
          "user_id", Ordering.USER_ID,
          "email", Ordering.EMAIL,
          "first_name", Ordering.NAME,
          "name", Ordering.NAME,
          "organization_role", Ordering.ROLE);

  @Parameter(
      description = "Only who holds a seat, or only who holds none",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @QueryParam("counts_toward_seat_limit")
  @Nullable String seated;

  @Parameter(description = "The whole address")
  @QueryParam("email")
  @Nullable String email;

  @Parameter(
      description =
          "Only who has a role assignment that is orphaned or gives nothing, or only who has none",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @QueryParam("has_stale_role_assignments")
  @Nullable String stale;

  @Parameter(
      description = "Whether to add seat_usage to the answer",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @QueryParam("include_seat_usage")
  @Nullable String usage;

  @Parameter(description = "manual, saml, scim or ldap; api and billing find nobody")
  @QueryParam("role_source")
  @Nullable String source;

  @Parameter(description = "Part of a name or of the address")
  @QueryParam("search")
  @Nullable String search;

  @Parameter(
      description =
          "user_id, email, first_name or organization_role; descending with a minus before it")
  @QueryParam("ordering")
  @Nullable String ordering;

  SeatReportViews.Query in(OrganizationId organization, Input input, Page.Request page) {
    var roles = roles(input.flag("counts_toward_seat_limit", seated));
    var sources = input.choice("role_source", source, RoleSource::sources);
    var order = input.ordering(ordering, ORDERINGS, Ordering.USER_ID);
    var address = input.text("email", email, 254).toLowerCase(Locale.ROOT);
    var traits =
        new Traits(
            input.text("search", search, MAX_SEARCH),
            roles,
            sources == null ? Set.<SourceKind>of() : sources,
            false,
            null,
            null,
            Set.of());
    boolean nobody = sources != null && sources.isEmpty();
    return new SeatReportViews.Query(
        organization,
        nobody ? Filter.of(traits).choosing(Set.<UserId>of(), Set.of()) : Filter.of(traits),
        address.isEmpty() ? null : address,
        input.flag("has_stale_role_assignments", stale),
        order.by(),
        order.descending(),
        page);
  }

  boolean includesUsage(Input input) {
    return Boolean.TRUE.equals(input.flag("include_seat_usage", usage));
  }

  /** The roles that take a seat, or those that do not; empty for all. */
  private static Set<Role> roles(@Nullable Boolean seated) {
    return Optional.ofNullable(seated)
        .map(
            wanted -> {
              var roles = EnumSet.noneOf(Role.class);
              for (var role : Role.values()) {
                if (role.occupiesSeat() == wanted) {
                  roles.add(role);
                }
              }
              return (Set<Role>) roles;
            })
        .orElse(Set.of());
  }
}
