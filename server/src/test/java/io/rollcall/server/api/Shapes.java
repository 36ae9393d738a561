package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of the contract: every field that must always be there, with its type. The published
 * client checks nothing, so the tests do.
 */
final class Shapes {
  /** Name, then fields: {@code ?} after a type for one that may be null, {@code []} for a list. */
  private static final String TABLE =
      """
      Error id:str status_code:int version:str detail:str exc_info:null code:str
      Token detail:str
      ResetToken token:str
      Session id:int device:str user_agent:str address:str created_at:time last_seen_at:time current:bool
      SessionTimeoutPolicy created_at:time updated_at:time max_session_age:int max_time_between_activity:int
      LSEAPITokenCreate token:str scope:str created_at:time expires_at:time
      LSEAPITokenList token:str scope:str created_at:time expires_at:time
      TokenRefreshResponse access:str
      TokenRotateResponse refresh:str
      LSEJWTSettings api_token_ttl_days:int api_tokens_enabled:bool legacy_api_tokens_enabled:bool
      OrganizationMembership active:bool flex:map? organization_id:int role:str user_type:str?
      LseFields email_notification_settings:map invite_expired:bool? invite_expired_at:time?
      WhoAmILseFields active_organization_external_id:str? email_notification_settings:map invite_expired:bool? invite_expired_at:time?
      LseUserAPI active_organization:int? active_organization_meta:map avatar:str? email:str first_name:str last_name:str id:int initials:str last_activity:time date_joined:time org_membership:OrganizationMembership[] organization_membership:OrganizationMembership? phone:str username:str
      WhoAmIUser active_organization:int? active_organization_meta:map avatar:str? email:str first_name:str last_name:str id:int initials:str last_activity:time date_joined:time lse_fields:WhoAmILseFields org_membership:OrganizationMembership[] organization_membership:OrganizationMembership? pause:map? permissions:str[] phone:str social_accounts:map[] username:str
      LseUser active_organization:int? active_organization_meta:map avatar:str? email:str first_name:str last_name:str id:int initials:str last_activity:time date_joined:time lse_fields:LseFields org_membership:OrganizationMembership[] organization_membership:OrganizationMembership pause:map? phone:str username:str
      SignInMethods methods:SignInMethod[]
      SignInMethod kind:str title:str login_url:str? organization:int?
      Hotkeys custom_hotkeys:map
      OrganizationId contact_info:str? created_at:time id:int title:str
      OrganizationBilling enforce_session_concurrency:bool manual_role_management:bool manual_workspace_management:bool manual_project_member_management:bool max_parallel_sessions:int session_concurrency_window_seconds:int
      LseOrganization billing:OrganizationBilling created_at:time custom_scripts_enabled:bool default_role:str email_notification_settings:map id:int react_code_settings:map title:str token:str
      DefaultRole organization:int default_role:str extra_data_on_activity_logs:bool
      SamlSettings acs_url:str? idp_provider:str? login_url:str? logout_url:str? manual_role_management:bool mapping_email:str? mapping_first_name:str? mapping_groups:str? mapping_last_name:str? metadata_url:str metadata_xml:str metadata_xml_url:str? nameid_format:str projects_groups:ProjectGroup[] roles_groups:any[] token:str workspaces_groups:any[] active:bool
      SamlSettingsUpdate idp_provider:str? manual_role_management:bool mapping_email:str? mapping_first_name:str? mapping_groups:str? mapping_last_name:str? metadata_url:str metadata_xml:str projects_groups:ProjectGroup[] roles_groups:any[] workspaces_groups:any[]
      ScimSettings projects_groups:ProjectGroup[] roles_groups:any[] workspaces_groups:any[] active:bool
      ScimSettingsUpdate projects_groups:ProjectGroup[] roles_groups:any[] workspaces_groups:any[]
      ProjectGroup group:str project_id:int role:str
      ValidateSamlDomainResponse valid:bool
      ValidateSamlMetadataUrlResponse valid:bool detail:str?
      StateModel id:str state:str previous_state:str? transition_name:str? reason:str? context_data:map created_at:time triggered_by:TriggeredBy?
      StateModelPage count:int next:str? previous:str? results:StateModel[]
      TriggeredBy id:int email:str
      BillingInfoResponse billing_checks:BillingChecks billing_flags:BillingFlags
      BillingChecks export_storages:CountLimit import_storages:CountLimit is_license_expired:bool is_license_warning:bool is_prompts_expire:bool is_prompts_warning:bool license_expires:str? license_issued:str? license_warning:str? organization_is_active:bool projects:CountLimit prompts_api_keys_enabled:bool prompts_enabled:bool prompts_expire:str? prompts_status:str prompts_warning:str? results:CountLimit trial_days:int users:CountLimit
      BillingFlags activated_at:time allow_activity_log:bool allow_ai:bool allow_ask_ai:bool allow_data_credentials:bool allow_invite_people:bool allow_invite_project_experts:bool allow_nda:bool allow_organization_webhooks:bool allow_reviewing:bool allow_sso:bool allow_storage_proxy:bool automax_enabled:bool automax_token_exists:bool cloud_instance:bool disable_members_page:bool disable_project_imports:bool early_adopter:bool email_configured:bool embed_domains:map[] embed_enabled:bool embed_settings:map manual_role_management:bool manual_workspace_management:bool secure_mode:bool storage_persistence:bool white_label_id:str?
      CountLimit count:int limit:int reached:bool total:int
      ActivityLogResponse data:ActivityLog[] recordsFiltered:int recordsTotal:int
      ActivityLog id:int datetime:time duration:int email:str extra_data:map? http_referer:str ip_address:str? organization_id:int project_id:int? request_method:str request_url:str response_code:str user_agent:str user_id:int user_session:str? workspace_owner_id:int? workspace_id:int? credential:str? credential_id:int?
      MemberUser active_organization:int? avatar:str? contributed_to_projects:map[]? created_projects:map[]? email:str first_name:str last_name:str id:int initials:str last_activity:time lse_fields:LseFields pause:map? phone:str username:str
      LseOrganizationMemberList concurrency:map? contributed_to_projects:map[]? created_projects:map[]? flex:map? id:int organization:int role:str role_source:str? source:str rule:str is_deleted:bool tags:SimpleMemberTag[] user:MemberUser user_type:str?
      OrganizationMember annotations_count:int contributed_projects_count:int contributed_to_projects:map[]? created_at:time created_projects:map[]? organization:int user:int
      MemberPage count:int next:str? previous:str? results:LseOrganizationMemberList[]
      Explanation user:int organization:int role:str role_source:str? summary:str candidates:Candidate[]
      Candidate kind:str source:str? target:Target group:Group? provider:int? mapping:int? recorded_by:Recorder? since:time? until:time? outcome:str rule:str?
      Target type:str role:str? workspace:int? project:int?
      Group id:str name:str path:str[]
      Recorder type:str id:int?
      Workspace color:str? created_by:int created_by_user:map? description:str? id:int is_archived:bool is_personal:bool membership:map? projects_count:int? title:str
      WorkspaceMemberCreate user:int workspace:int
      BulkAssignments assignments:int
      BulkUnassignments unassignments:int
      LseUserPage count:int next:str? previous:str? results:LseUser[]
      WorkspaceMember user:LseUser workspace:int
      ProjectMember user:int
      PaginatedProjectMember active_organization:int? active_organization_meta:map avatar:str? email:str first_name:str last_name:str id:int initials:str last_activity:time date_joined:time lse_fields:LseFields org_membership:OrganizationMembership[] organization_membership:OrganizationMembership pause:map? phone:str username:str implicit_member:bool project_role:str? project_role_source:str? tags:SimpleMemberTag[] user_type:str?
      ProjectMemberPage count:int next:str? previous:str? results:PaginatedProjectMember[]
      ProjectAssignments assignments:int skipped_user_ids:int[]
      ProjectRole id:int project:int role:str role_source:str? user:int
      OrganizationPermission id:int organization:int permission:str group:str? label:str? tooltip:str? default:str[] options:str[] roles:str[]
      ConfigurablePermissionOption permission:str group:str label:str tooltip:str default:str[] options:str[]
      MemberTag id:int organization:int label:str created_by:UserSimple created_at:time updated_at:time member_count:int
      MemberTagPage count:int next:str? previous:str? results:MemberTag[]
      MemberTagsCreated created:int
      MemberTagsDeleted deleted:int
      MemberTagsAssigned assigned:int
      SimpleMemberTag id:int label:str
      MemberTagImport import:int
      MemberTagImportStatus id:int status:str tags_created:int assignments_created:int users_skipped:MemberTagSkipped[] users_skipped_count:int error:str? created_at:time finished_at:time?
      MemberTagSkipped line:int email:str code:str reason:str
      UserSimple avatar:str? email:str first_name:str id:int last_name:str username:str
      Project id:int title:str description:str color:str workspace:int? workspace_title:str? organization:int created_by:UserSimple created_at:time is_published:bool is_draft:bool state:str members:UserSimple[] members_count:int
      ProjectPage count:int next:str? previous:str? results:Project[]
      ProjectCounts id:int
      ProjectCountsPage count:int next:str? previous:str? results:ProjectCounts[]
      OrganizationInvite invite_url:str token:str
      AcceptedInvite organization:int
      PendingInvite id:int email:str role:str? workspaces:int[] projects:int[] invited_by:int sent_at:time expires_at:time delivery:str delivery_problem:str?
      PendingInvitePage count:int next:str? previous:str? results:PendingInvite[]
      VersionResponse backend:map dm2:map edition:str label-studio-converter:map label-studio-frontend:map label-studio-os-backend:map label-studio-os-package:map lsf:map release:str
      OrganizationRoleAssignment assigned_role:str? assigned_role_display:str? assignment_id:int created_at:time identity_provider_group:str? linked_membership_id:int? mapping_status:str mapping_status_display:str
      ProjectRoleAssignment assigned_role:str? assigned_role_display:str? assignment_id:int created_at:time identity_provider_group:str? linked_membership_id:int? mapping_status:str mapping_status_display:str project_id:int? project_title:str?
      WorkspaceAccessAssignment assignment_id:int created_at:time identity_provider_group:str? linked_membership_id:int? workspace_id:int? workspace_title:str?
      SeatReport account_is_active:bool counts_toward_seat_limit:bool email:str first_name:str has_stale_role_assignments:bool last_name:str organization_role:str? organization_role_assignments:OrganizationRoleAssignment[] organization_role_display:str? project_role_assignments:ProjectRoleAssignment[] role_source:str? role_source_display:str? user_id:int user_type:str? user_type_display:str? workspace_access_assignments:WorkspaceAccessAssignment[]
      SeatReportPage count:int next:str? previous:str? results:SeatReport[]
      AuthzenContext code:str
      AuthzenDecision decision:bool context:AuthzenContext
      AuthzenDecisions evaluations:AuthzenDecision[]
      AuthzenPage next_token:str count:int
      AuthzenEntity type:str id:str
      AuthzenEntities results:AuthzenEntity[] page:AuthzenPage
      AuthzenAction name:str
      AuthzenActions results:AuthzenAction[] page:AuthzenPage
      LdapUsers bases:str[] filter:str login_attributes:str[] dn_template:str? attributes:map id_attribute:str? disabled_filter:str?
      LdapGroups bases:str[] filter:str? type:str nested:bool
      RemovalBudget people:int percent:int
      LdapDirectory id:int title:str urls:str[] security:str trust_anchors_pem:str? bind_dn:str? users:LdapUsers groups:LdapGroups people:str roles_groups:any[] workspaces_groups:any[] projects_groups:map[] removal_budget:RemovalBudget mode:str interval_minutes:int? cron:str? page_size:int connect_timeout_ms:int response_timeout_ms:int run_timeout_minutes:int max_entry_bytes:int
      LdapTest ok:bool steps:LdapTestStep[]
      LdapTestStep step:str ok:bool detail:str
      LdapGroup id:str dn:str name:str
      LdapProgress phase:str done:int total:int? per_second:int
      LdapCounts people_read:int groups_read:int people_added:int grants_added:int grants_ended:int suspended:int resumed:int roles_changed:int unchanged:int
      LdapReason code:str text:str
      LdapSeconds read:num resolve:num plan:num apply:num
      LdapSync id:int directory:int status:str dry_run:bool progress:LdapProgress counts:LdapCounts reason:LdapReason? started_at:time finished_at:time? seconds:LdapSeconds
      LdapSyncPage count:int next:str? previous:str? results:LdapSync[]
      LdapAccess role:str workspaces:str[] projects:map[]
      LdapChange user:int? email:str name:str kind:str before:LdapAccess? after:LdapAccess because:str
      LdapChangePage count:int next:str? previous:str? results:LdapChange[]
      LdapProblem kind:str dn:str name:str email:str detail:str
      LdapProblemPage count:int next:str? previous:str? results:LdapProblem[]
      """;

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";
  private static final Map<String, Map<String, String>> SHAPES = parse();

  private Shapes() {}

  /** The answer has that status and that shape; a list of it when the shape ends in {@code []}. */
  static Response check(Response answer, int status, String shape) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    var wrong = new ArrayList<String>();
    check("$", answer.path("$"), shape, wrong);
    assertThat(wrong).as(answer.asString()).isEmpty();
    return answer;
  }

  /** An error of that status and code, in the one shape that errors have. */
  static Response error(Response answer, int status, String code) {
    check(answer, status, "Error");
    assertThat((String) answer.path("code")).as(answer.asString()).isEqualTo(code);
    assertThat((Integer) answer.path("status_code")).isEqualTo(status);
    assertThat(answer.asString()).doesNotContain("Exception").doesNotContain("io.rollcall");
    return answer;
  }

  /** 400 that names this field. */
  static Response invalid(Response answer, String field) {
    error(answer, 400, "invalid");
    assertThat((String) answer.path("detail")).isEqualTo("Validation error");
    Map<String, Object> fields = answer.path("validation_errors");
    assertThat(fields).as(answer.asString()).containsKey(field);
    return answer;
  }

  private static void check(String where, @Nullable Object value, String type, List<String> wrong) {
    boolean mayBeNull = type.endsWith("?");
    var kind = mayBeNull ? type.substring(0, type.length() - 1) : type;
    if (value == null) {
      if (!mayBeNull && !kind.equals("null") && !kind.equals("any")) {
        wrong.add(where + " is null");
      }
    } else if (kind.endsWith("[]")) {
      if (value instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          check(where + "[" + i + "]", list.get(i), kind.substring(0, kind.length() - 2), wrong);
        }
      } else {
        wrong.add(where + " is no list");
      }
    } else if (SHAPES.containsKey(kind)) {
      checkFields(where, value, kind, wrong);
    } else if (!fits(value, kind)) {
      wrong.add("%s is %s, not %s".formatted(where, value, kind));
    }
  }

  private static void checkFields(String where, Object value, String shape, List<String> wrong) {
    if (!(value instanceof Map<?, ?> map)) {
      wrong.add(where + " is no object");
      return;
    }
    SHAPES
        .get(shape)
        .forEach(
            (field, type) -> {
              if (map.containsKey(field)) {
                check(where + "." + field, map.get(field), type, wrong);
              } else {
                wrong.add(where + "." + field + " is absent");
              }
            });
  }

  private static boolean fits(Object value, String kind) {
    return switch (kind) {
      case "str" -> value instanceof String;
      case "int" -> value instanceof Integer || value instanceof Long;
      case "num" -> value instanceof Number;
      case "bool" -> value instanceof Boolean;
      case "map" -> value instanceof Map;
      case "time" -> value instanceof String text && text.matches(TIME);
      case "any" -> true;
      default -> false;
    };
  }

  private static Map<String, Map<String, String>> parse() {
    var shapes = new LinkedHashMap<String, Map<String, String>>();
    for (var line : TABLE.lines().toList()) {
      var words = line.strip().split("\\s+");
      var fields = new LinkedHashMap<String, String>();
      for (int i = 1; i < words.length; i++) {
        int colon = words[i].indexOf(':');
        fields.put(words[i].substring(0, colon), words[i].substring(colon + 1));
      }
      shapes.put(words[0], fields);
    }
    return shapes;
  }
}
