package io.rollcall.application.port;

import io.rollcall.domain.identity.ApiTokenId;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.domain.identity.SigningKeyId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Ids;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.SyncRunId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.MemberTagId;
import io.rollcall.domain.organization.MemberTagImportId;

/**
 * Fresh ids of every kind. Thread-safe; an id is never handed out twice, also not by another node.
 */
public interface IdSource extends Ids {
  UserId nextUser();

  OrganizationId nextOrganization();

  WorkspaceId nextWorkspace();

  ProjectId nextProject();

  MemberTagId nextMemberTag();

  MemberTagImportId nextMemberTagImport();

  ProviderId nextProvider();

  MappingId nextMapping();

  SyncRunId nextRun();

  SessionId nextSession();

  ApiTokenId nextApiToken();

  SigningKeyId nextSigningKey();

  InvitationId nextInvitation();
}
