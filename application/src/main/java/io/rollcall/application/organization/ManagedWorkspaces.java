package io.rollcall.application.organization;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.WorkspaceRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.OrganizationSlice;
import io.rollcall.domain.organization.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.stream.Stream;

/** Opens a workspace for somebody who is about to change it, its members or its projects. */
@ApplicationScoped
class ManagedWorkspaces {
  private final OrganizationRepository organizations;
  private final WorkspaceRepository workspaces;
  private final InstantSource clock;

  ManagedWorkspaces(
      OrganizationRepository organizations, WorkspaceRepository workspaces, InstantSource clock) {
    this.organizations = organizations;
    this.workspaces = workspaces;
    this.clock = clock;
  }

  record Opened(Workspace workspace, OrganizationSlice slice, Occasion occasion) {}

  /**
   * Locks the organization first, so that what is read of the workspace stays true.
   *
   * @param people whom the change is about
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  Opened open(OrganizationId organization, UserId actor, WorkspaceId id, UserId... people) {
    var occasion = new Occasion(clock.instant(), new Recorder.ByUser(actor));
    var slice =
        organizations.lock(
            organization, Stream.concat(Stream.of(actor), Stream.of(people)).toList(), occasion);
    var standing = slice.actor(actor).standing();
    var workspace =
        workspaces
            .find(organization, id)
            .orElseThrow(() -> new Violation.NotFound("workspace").refused());
    workspace.requireManageableBy(standing, slice.organization().permissions());
    return new Opened(workspace, slice, occasion);
  }
}
