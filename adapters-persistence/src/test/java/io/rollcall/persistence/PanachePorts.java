package io.rollcall.persistence;

import io.rollcall.application.port.AccountTokenRepository;
import io.rollcall.application.port.ActivityRepository;
import io.rollcall.application.port.ActivityViews;
import io.rollcall.application.port.ApiTokenRepository;
import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.AttemptCounts;
import io.rollcall.application.port.DecisionViews;
import io.rollcall.application.port.DeletedOrganizationRepository;
import io.rollcall.application.port.DirectoryRepository;
import io.rollcall.application.port.DomainRepository;
import io.rollcall.application.port.HistoryViews;
import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.InvitationRepository;
import io.rollcall.application.port.LegacyTokenRepository;
import io.rollcall.application.port.MemberTagImportRepository;
import io.rollcall.application.port.MemberTagRepository;
import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.OrganizationViews;
import io.rollcall.application.port.Outbox;
import io.rollcall.application.port.Ports;
import io.rollcall.application.port.ProjectRepository;
import io.rollcall.application.port.ProjectViews;
import io.rollcall.application.port.SeatReportViews;
import io.rollcall.application.port.SecretVault;
import io.rollcall.application.port.SessionPolicyRepository;
import io.rollcall.application.port.SessionRepository;
import io.rollcall.application.port.SigningKeyRepository;
import io.rollcall.application.port.SsoSettingsRepository;
import io.rollcall.application.port.SyncRunRepository;
import io.rollcall.application.port.TokenPolicyRepository;
import io.rollcall.application.port.UserRepository;
import io.rollcall.application.port.WorkspaceRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** The ports as this module implements them. */
@ApplicationScoped
class PanachePorts implements Ports {
  private final IdSource ids;
  private final UserRepository users;
  private final OrganizationRepository organizations;
  private final DeletedOrganizationRepository deletions;
  private final DomainRepository domains;
  private final WorkspaceRepository workspaces;
  private final ProjectRepository projects;
  private final ProjectViews projectViews;
  private final MemberTagRepository memberTags;
  private final MemberTagImportRepository memberTagImports;
  private final MemberViews memberViews;
  private final HistoryViews historyViews;
  private final SeatReportViews seatReportViews;
  private final DecisionViews decisionViews;
  private final SessionRepository sessions;
  private final SessionPolicyRepository sessionPolicies;
  private final AttemptCounts attempts;
  private final AccountTokenRepository accountTokens;
  private final LegacyTokenRepository legacyTokens;
  private final ApiTokenRepository apiTokens;
  private final TokenPolicyRepository tokenPolicies;
  private final SigningKeyRepository signingKeys;
  private final InvitationRepository invitations;
  private final Outbox outbox;
  private final DirectoryRepository directories;
  private final SyncRunRepository runs;
  private final OrganizationViews organizationViews;
  private final SsoSettingsRepository ssoSettings;
  private final ActivityRepository activities;
  private final ActivityViews activityViews;
  private final SecretVault vault;
  private final Atomically atomically;

  PanachePorts(
      IdSource ids,
      UserRepository users,
      OrganizationRepository organizations,
      DeletedOrganizationRepository deletions,
      DomainRepository domains,
      WorkspaceRepository workspaces,
      ProjectRepository projects,
      ProjectViews projectViews,
      MemberTagRepository memberTags,
      MemberTagImportRepository memberTagImports,
      MemberViews memberViews,
      HistoryViews historyViews,
      SeatReportViews seatReportViews,
      DecisionViews decisionViews,
      SessionRepository sessions,
      SessionPolicyRepository sessionPolicies,
      AttemptCounts attempts,
      AccountTokenRepository accountTokens,
      LegacyTokenRepository legacyTokens,
      ApiTokenRepository apiTokens,
      TokenPolicyRepository tokenPolicies,
      SigningKeyRepository signingKeys,
      InvitationRepository invitations,
      Outbox outbox,
      DirectoryRepository directories,
      SyncRunRepository runs,
      OrganizationViews organizationViews,
      SsoSettingsRepository ssoSettings,
      ActivityRepository activities,
      ActivityViews activityViews,
      SecretVault vault,
      Atomically atomically) {
    this.ids = ids;
    this.users = users;
    this.organizations = organizations;
    this.deletions = deletions;
    this.domains = domains;
    this.workspaces = workspaces;
    this.projects = projects;
    this.projectViews = projectViews;
    this.memberTags = memberTags;
    this.memberTagImports = memberTagImports;
    this.memberViews = memberViews;
    this.historyViews = historyViews;
    this.seatReportViews = seatReportViews;
    this.decisionViews = decisionViews;
    this.sessions = sessions;
    this.sessionPolicies = sessionPolicies;
    this.attempts = attempts;
    this.accountTokens = accountTokens;
    this.legacyTokens = legacyTokens;
    this.apiTokens = apiTokens;
    this.tokenPolicies = tokenPolicies;
    this.signingKeys = signingKeys;
    this.invitations = invitations;
    this.outbox = outbox;
    this.directories = directories;
    this.runs = runs;
    this.organizationViews = organizationViews;
    this.ssoSettings = ssoSettings;
    this.activities = activities;
    this.activityViews = activityViews;
    this.vault = vault;
    this.atomically = atomically;
  }

  @Override
  public IdSource ids() {
    return ids;
  }

  @Override
  public UserRepository users() {
    return users;
  }

  @Override
  public OrganizationRepository organizations() {
    return organizations;
  }

  @Override
  public DeletedOrganizationRepository deletions() {
    return deletions;
  }

  @Override
  public DomainRepository domains() {
    return domains;
  }

  @Override
  public WorkspaceRepository workspaces() {
    return workspaces;
  }

  @Override
  public ProjectRepository projects() {
    return projects;
  }

  @Override
  public ProjectViews projectViews() {
    return projectViews;
  }

  @Override
  public MemberTagRepository memberTags() {
    return memberTags;
  }

  @Override
  public MemberTagImportRepository memberTagImports() {
    return memberTagImports;
  }

  @Override
  public MemberViews memberViews() {
    return memberViews;
  }

  @Override
  public HistoryViews historyViews() {
    return historyViews;
  }

  @Override
  public SeatReportViews seatReportViews() {
    return seatReportViews;
  }

  @Override
  public DecisionViews decisionViews() {
    return decisionViews;
  }

  @Override
  public SessionRepository sessions() {
    return sessions;
  }

  @Override
  public SessionPolicyRepository sessionPolicies() {
    return sessionPolicies;
  }

  @Override
  public AttemptCounts attempts() {
    return attempts;
  }

  @Override
  public AccountTokenRepository accountTokens() {
    return accountTokens;
  }

  @Override
  public LegacyTokenRepository legacyTokens() {
    return legacyTokens;
  }

  @Override
  public ApiTokenRepository apiTokens() {
    return apiTokens;
  }

  @Override
  public TokenPolicyRepository tokenPolicies() {
    return tokenPolicies;
  }

  @Override
  public SigningKeyRepository signingKeys() {
    return signingKeys;
  }

  @Override
  public InvitationRepository invitations() {
    return invitations;
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public DirectoryRepository directories() {
    return directories;
  }

  @Override
  public SyncRunRepository runs() {
    return runs;
  }

  @Override
  public OrganizationViews organizationViews() {
    return organizationViews;
  }

  @Override
  public SsoSettingsRepository ssoSettings() {
    return ssoSettings;
  }

  @Override
  public ActivityRepository activities() {
    return activities;
  }

  @Override
  public ActivityViews activityViews() {
    return activityViews;
  }

  @Override
  public SecretVault vault() {
    return vault;
  }

  @Override
  public <T> T transaction(Supplier<T> work) {
    return atomically.get(work);
  }
}
