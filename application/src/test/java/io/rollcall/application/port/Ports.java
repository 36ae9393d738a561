package io.rollcall.application.port;

import java.util.function.Supplier;

/** What a contract needs of the side under test: the ports, and a transaction. */
public interface Ports {
  IdSource ids();

  UserRepository users();

  OrganizationRepository organizations();

  DeletedOrganizationRepository deletions();

  DomainRepository domains();

  WorkspaceRepository workspaces();

  ProjectRepository projects();

  ProjectViews projectViews();

  MemberTagRepository memberTags();

  MemberTagImportRepository memberTagImports();

  MemberViews memberViews();

  HistoryViews historyViews();

  SeatReportViews seatReportViews();

  DecisionViews decisionViews();

  SessionRepository sessions();

  SessionPolicyRepository sessionPolicies();

  AttemptCounts attempts();

  AccountTokenRepository accountTokens();

  LegacyTokenRepository legacyTokens();

  ApiTokenRepository apiTokens();

  TokenPolicyRepository tokenPolicies();

  SigningKeyRepository signingKeys();

  InvitationRepository invitations();

  Outbox outbox();

  DirectoryRepository directories();

  SyncRunRepository runs();

  OrganizationViews organizationViews();

  SsoSettingsRepository ssoSettings();

  ActivityRepository activities();

  ActivityViews activityViews();

  SecretVault vault();

  /** Runs the work in a transaction of its own, which is rolled back when the work throws. */
  <T> T transaction(Supplier<T> work);

  default void transaction(Runnable work) {
    transaction(
        () -> {
          work.run();
          return "";
        });
  }
}
