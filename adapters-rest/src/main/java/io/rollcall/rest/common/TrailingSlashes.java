package io.rollcall.rest.common;

import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * The published paths end in a slash or do not, with no rule to it. Requests are served either way;
 * the document, whose generator takes all slashes away, gets those back that belong.
 */
final class TrailingSlashes {
  private static final Set<String> PATHS =
      Set.of(
          "/api/activity-logs",
          "/api/fsm/organizations/{org_id}/settings-history",
          "/api/activity-logs/export",
          "/api/auth/sessions",
          "/api/auth/sessions/{id}",
          "/api/current-user/reset-token",
          "/api/current-user/hotkeys",
          "/api/users",
          "/api/users/{id}",
          "/api/session-policy",
          "/api/token",
          "/api/token/refresh",
          "/api/token/rotate",
          "/api/token/blacklist",
          "/api/organizations",
          "/api/organizations/{id}/memberships/{user_pk}",
          "/api/workspaces",
          "/api/workspaces/{id}",
          "/api/workspaces/{id}/memberships",
          "/api/workspaces/{id}/memberships/bulk",
          "/api/workspaces/{id}/memberships/paginated",
          "/api/workspaces/{id}/projects",
          "/api/projects",
          "/api/projects/counts",
          "/api/projects/roles",
          "/api/projects/roles/{id}",
          "/api/projects/{id}/members",
          "/api/projects/{id}/members/bulk",
          "/api/projects/{id}/members/export",
          "/api/projects/{id}/members/paginated",
          "/api/projects/{id}",
          "/api/ldap/directories",
          "/api/ldap/directories/{id}",
          "/api/ldap/directories/{id}/test",
          "/api/ldap/directories/{id}/groups",
          "/api/ldap/directories/{id}/syncs",
          "/api/ldap/syncs/{id}",
          "/api/ldap/syncs/{id}/changes",
          "/api/ldap/syncs/{id}/problems",
          "/api/ldap/syncs/{id}/approve",
          "/api/ldap/syncs/{id}/discard",
          "/api/fsm/organizations/{org_id}/membership-history",
          "/api/fsm/organizations/{org_id}/idp-assignments-history",
          "/api/fsm/workspaces/{workspace_id}/membership-history",
          "/api/version");

  private TrailingSlashes() {}

  static void restore(OpenAPI document) {
    var paths = OASFactory.createPaths();
    document
        .getPaths()
        .getPathItems()
        .forEach((path, item) -> paths.addPathItem(PATHS.contains(path) ? path + "/" : path, item));
    document.setPaths(paths);
  }
}
