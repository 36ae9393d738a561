package io.rollcall.application.port;

import io.rollcall.application.port.SyncStaging.StagedPerson;
import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.GroupMapping;
import io.rollcall.domain.federation.PlannedChange;
import io.rollcall.domain.federation.SamlSettings;
import io.rollcall.domain.federation.ScimSettings;
import io.rollcall.domain.federation.SyncProblem;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.identity.AccountToken;
import io.rollcall.domain.identity.ApiToken;
import io.rollcall.domain.identity.ApiTokenId;
import io.rollcall.domain.identity.DomainName;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.PasswordHash;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.identity.SigningKey;
import io.rollcall.domain.identity.SigningKeyId;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.identity.TokenPolicy;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.identity.VerifiedDomain;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.MembershipChange;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.SyncRunId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Deletion;
import io.rollcall.domain.organization.Invitation;
import io.rollcall.domain.organization.MemberTag;
import io.rollcall.domain.organization.MemberTagId;
import io.rollcall.domain.organization.MemberTagImport;
import io.rollcall.domain.organization.MemberTagImportId;
import io.rollcall.domain.organization.Organization;
import io.rollcall.domain.organization.Project;
import io.rollcall.domain.organization.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@link InMemoryWorld}. All values are immutable: a copy of the maps is a snapshot.
 */
final class InMemoryTables {
  final Map<UserId, Account> accounts = new TreeMap<>();
  final Map<UserId, String> hotkeys = new TreeMap<>();
  final Map<OrganizationId, Organization> organizations = new TreeMap<>();
  final Map<OrganizationId, Deletion> deletions = new TreeMap<>();
  final Map<DomainName, VerifiedDomain> domains = new TreeMap<>();
  final Map<Member, Membership> memberships = new LinkedHashMap<>();
  final List<MembershipChange> history = new ArrayList<>();
  final Map<TokenHash, Session> sessions = new LinkedHashMap<>();
  final Map<TokenHash, Device> devices = new LinkedHashMap<>();
  final Map<OrganizationId, SessionPolicyRepository.Kept> sessionPolicies = new TreeMap<>();
  final Map<TokenHash, AccountToken> accountTokens = new LinkedHashMap<>();
  final Map<Member, Key> legacyTokens = new LinkedHashMap<>();
  final Map<ApiTokenId, ApiToken> apiTokens = new TreeMap<>();
  final Map<OrganizationId, TokenPolicy> tokenPolicies = new TreeMap<>();
  final Map<SigningKeyId, SigningKey> signingKeys = new TreeMap<>();
  final Map<InvitationId, Invitation> invitations = new TreeMap<>();
  final Map<Long, InMemoryOutbox.Row> letters = new TreeMap<>();
  final Map<OrganizationId, InvitationRepository.Link> invitationLinks = new TreeMap<>();
  final Map<OrganizationId, SamlSettings> samlSettings = new TreeMap<>();
  final Map<OrganizationId, ScimSettings> scimSettings = new TreeMap<>();
  final List<SsoSettingsRepository.StepRow> settingsHistory = new ArrayList<>();
  final Map<OrganizationId, Boolean> activityDetails = new TreeMap<>();
  final List<ActivityViews.Row> activities = new ArrayList<>();
  final Map<WorkspaceId, Workspace> workspaces = new TreeMap<>();
  final Map<ProjectId, Project> projects = new TreeMap<>();
  final Map<MemberTagId, MemberTag> memberTags = new TreeMap<>();
  final Set<Tagged> tagged = new LinkedHashSet<>();
  final Map<MemberTagImportId, TagImport> tagImports = new TreeMap<>();
  final Map<ProviderId, Directory> directories = new TreeMap<>();

  /** Removed directories, too. */
  final Map<ProviderId, OrganizationId> providers = new TreeMap<>();

  final Map<ProviderId, Map<MappingId, GroupMapping>> mappings = new TreeMap<>();
  final Map<Subject, Identity> identities = new LinkedHashMap<>();
  final Map<SyncRunId, SyncRun> runs = new TreeMap<>();
  final Map<SyncRunId, Map<String, Integer>> listedByBase = new LinkedHashMap<>();
  final Map<SyncRunId, Map<MappingId, String>> groupIds = new LinkedHashMap<>();
  final Map<SyncRunId, Plan> plans = new LinkedHashMap<>();

  record Account(User user, @Nullable PasswordHash password, Instant lastActivity) {}

  record Member(OrganizationId organization, UserId user) {
    static Member of(Membership membership) {
      return new Member(membership.organization(), membership.user());
    }
  }

  record Tagged(Member member, MemberTagId tag) {}

  record TagImport(MemberTagImport job, List<MemberTagImport.Line> lines, Instant due) {}

  record Device(String userAgent, String address) {}

  record Key(Secret key, TokenHash hash) {}

  record Subject(ProviderId provider, String subject) {}

  record Identity(UserId user, String dn) {}

  /**
   * @param directoryVersion and {@code organizationVersion} what the plan was made from
   */
  record Plan(
      long directoryVersion,
      long organizationVersion,
      List<Change> changes,
      List<Profile> profiles,
      List<SyncProblem> problems) {}

  /**
   * @param person null for somebody the directory no longer lists
   */
  record Change(@Nullable StagedPerson person, PlannedChange planned) {}

  /** What a followed person goes by from now on, and where their entry is. */
  record Profile(UserId user, Subject subject, String dn, User becomes) {}

  InMemoryTables copy() {
    var copy = new InMemoryTables();
    copy.accounts.putAll(accounts);
    copy.hotkeys.putAll(hotkeys);
    copy.organizations.putAll(organizations);
    copy.deletions.putAll(deletions);
    copy.domains.putAll(domains);
    copy.memberships.putAll(memberships);
    copy.history.addAll(history);
    copy.sessions.putAll(sessions);
    copy.devices.putAll(devices);
    copy.sessionPolicies.putAll(sessionPolicies);
    copy.accountTokens.putAll(accountTokens);
    copy.legacyTokens.putAll(legacyTokens);
    copy.apiTokens.putAll(apiTokens);
    copy.tokenPolicies.putAll(tokenPolicies);
    copy.signingKeys.putAll(signingKeys);
    copy.invitations.putAll(invitations);
    copy.letters.putAll(letters);
    copy.invitationLinks.putAll(invitationLinks);
    copy.samlSettings.putAll(samlSettings);
    copy.scimSettings.putAll(scimSettings);
    copy.settingsHistory.addAll(settingsHistory);
    copy.activityDetails.putAll(activityDetails);
    copy.activities.addAll(activities);
    copy.workspaces.putAll(workspaces);
    copy.projects.putAll(projects);
    copy.memberTags.putAll(memberTags);
    copy.tagged.addAll(tagged);
    copy.tagImports.putAll(tagImports);
    copy.directories.putAll(directories);
    copy.providers.putAll(providers);
    mappings.forEach((id, known) -> copy.mappings.put(id, new LinkedHashMap<>(known)));
    copy.identities.putAll(identities);
    copy.runs.putAll(runs);
    copy.listedByBase.putAll(listedByBase);
    copy.groupIds.putAll(groupIds);
    copy.plans.putAll(plans);
    return copy;
  }
}
