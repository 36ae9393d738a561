package io.rollcall.rest.identity;

import io.rollcall.application.identity.Caller;
import io.rollcall.application.port.AccountViews;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The own account. */
@Schema(name = "LseUserAPI")
record AccountJson(
    long id,
    String email,
    String username,
    String firstName,
    String lastName,
    String phone,
    String initials,
    @Schema(nullable = true) @Nullable String avatar,
    Instant dateJoined,
    Instant lastActivity,
    @Schema(nullable = true) @Nullable Long activeOrganization,
    Map<String, String> activeOrganizationMeta,
    List<OrganizationMembershipJson> orgMembership,
    @Schema(nullable = true) @Nullable OrganizationMembershipJson organizationMembership,
    @Schema(nullable = true) @Nullable Boolean allowNewsletters,
    @Schema(nullable = true) @Nullable Map<String, Object> customHotkeys) {

  static AccountJson of(AccountViews.Account account, Caller caller) {
    var active = active(account, caller);
    return new AccountJson(
        account.id(),
        account.email(),
        account.username(),
        account.firstName(),
        account.lastName(),
        account.phone(),
        Initials.of(account.firstName(), account.lastName(), account.email()),
        null,
        account.joinedAt(),
        account.lastActivity(),
        active.map(AccountViews.MembershipRow::organizationId).orElse(null),
        active.map(row -> Map.of("title", row.title())).orElse(Map.of()),
        account.memberships().stream().map(OrganizationMembershipJson::of).toList(),
        active.map(OrganizationMembershipJson::of).orElse(null),
        null,
        null);
  }

  /** The organization the credential works in, as long as the person belongs to it. */
  static Optional<AccountViews.MembershipRow> active(AccountViews.Account account, Caller caller) {
    var active = caller.active();
    return active == null
        ? Optional.empty()
        : account.memberships().stream()
            .filter(row -> row.organizationId() == active.value())
            .findFirst();
  }
}
