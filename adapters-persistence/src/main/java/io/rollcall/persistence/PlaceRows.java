package io.rollcall.persistence;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import java.util.List;

/** What refers to a place; for workspaces and projects alike. */
enum PlaceRows {
  WORKSPACE("workspace_id"),
  PROJECT("project_id");

  private final String mapped;
  private final String holders;

  PlaceRows(String column) {
    this.mapped =
        """
        select 1 from group_mapping m
        where m.organization_id = ? and m.%s = ? and m.removed_at is null limit 1"""
            .formatted(column);
    this.holders =
        """
        select distinct g.user_id from access_grant g
        where g.organization_id = ? and g.%s = ? and g.until is null order by g.user_id"""
            .formatted(column);
  }

  boolean isMapped(Tenancy tenancy, OrganizationId organization, long place) {
    return tenancy.first(organization, mapped, row -> "", organization.value(), place).isPresent();
  }

  List<UserId> holders(Tenancy tenancy, OrganizationId organization, long place) {
    return tenancy.list(
        organization,
        holders,
        row -> new UserId(row.getLong("user_id")),
        organization.value(),
        place);
  }
}
