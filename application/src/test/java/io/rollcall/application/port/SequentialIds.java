package io.rollcall.application.port;

import io.rollcall.domain.identity.ApiTokenId;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.domain.identity.SigningKeyId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.GrantId;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.MembershipId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.SuspensionId;
import io.rollcall.domain.membership.SyncRunId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.MemberTagId;
import io.rollcall.domain.organization.MemberTagImportId;
import java.util.concurrent.atomic.AtomicLong;

/** Ids from one counter for all kinds, so that an id taken for another kind is never there. */
public final class SequentialIds implements IdSource {
  private final AtomicLong last = new AtomicLong();

  private long next() {
    return last.incrementAndGet();
  }

  @Override
  public UserId nextUser() {
    return new UserId(next());
  }

  @Override
  public OrganizationId nextOrganization() {
    return new OrganizationId(next());
  }

  @Override
  public WorkspaceId nextWorkspace() {
    return new WorkspaceId(next());
  }

  @Override
  public ProjectId nextProject() {
    return new ProjectId(next());
  }

  @Override
  public MemberTagId nextMemberTag() {
    return new MemberTagId(next());
  }

  @Override
  public MemberTagImportId nextMemberTagImport() {
    return new MemberTagImportId(next());
  }

  @Override
  public ProviderId nextProvider() {
    return new ProviderId(next());
  }

  @Override
  public MappingId nextMapping() {
    return new MappingId(next());
  }

  @Override
  public SyncRunId nextRun() {
    return new SyncRunId(next());
  }

  @Override
  public SessionId nextSession() {
    return new SessionId(next());
  }

  @Override
  public ApiTokenId nextApiToken() {
    return new ApiTokenId(next());
  }

  @Override
  public SigningKeyId nextSigningKey() {
    return new SigningKeyId(next());
  }

  @Override
  public InvitationId nextInvitation() {
    return new InvitationId(next());
  }

  @Override
  public GrantId nextGrant() {
    return new GrantId(next());
  }

  @Override
  public SuspensionId nextSuspension() {
    return new SuspensionId(next());
  }

  @Override
  public MembershipId nextMembership() {
    return new MembershipId(next());
  }
}
