package io.rollcall.rest.identity;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.rollcall.application.identity.Caller;
import io.rollcall.application.port.AccountViews;
import io.rollcall.application.port.MemberViews;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A person: the own account, or a member as the reader's organization knows them. */
@Schema(name = "LseUserAPI")
public record AccountJson(
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
    @Schema(nullable = true, implementation = Object.class) @JsonRawValue
        @Nullable String customHotkeys) {

  public static AccountJson of(AccountViews.Account account, Caller caller) {
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
        account.hotkeys());
  }

  /** Somebody else; of other organizations nothing shows. */
  public static AccountJson of(MemberViews.MemberRow row, String organizationTitle) {
    var membership = OrganizationMembershipJson.of(row.organizationId(), row.role());
    return new AccountJson(
        row.userId(),
        row.email(),
        row.username(),
        row.firstName(),
        row.lastName(),
        row.phone(),
        Initials.of(row.firstName(), row.lastName(), row.email()),
        null,
        row.userJoinedAt(),
        row.lastActivity(),
        row.organizationId(),
        Map.of("title", organizationTitle),
        List.of(membership),
        membership,
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
