package io.rollcall.persistence;

import io.rollcall.domain.organization.Organization;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code organization}; the kept counts are changed by {@link SliceWriter}. */
@Entity
@Table(name = "organization")
class OrganizationEntity {
  @Id Long id;

  @Column(name = "title")
  String title;

  @Column(name = "contact_info")
  @Nullable String contactInfo;

  @Column(name = "owner_id")
  long owner;

  @Column(name = "default_role")
  String defaultRole;

  @Column(name = "manual_role_management")
  boolean manualRoles;

  @Column(name = "manual_workspace_management")
  boolean manualWorkspaces;

  @Column(name = "manual_project_member_management")
  boolean manualProjectMembers;

  @Column(name = "seat_limit")
  @Nullable Integer seatLimit;

  @Column(name = "plan_more_organizations")
  boolean moreOrganizations;

  @Column(name = "plan_sso")
  boolean sso;

  @Column(name = "plan_ldap")
  boolean ldap;

  @Column(name = "plan_scim")
  boolean scim;

  @Column(name = "plan_activity_log")
  boolean activityLog;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "version")
  long version;

  @Column(name = "member_count")
  int members;

  @Column(name = "seats_taken")
  int seatsTaken;

  protected OrganizationEntity() {}

  OrganizationEntity(Organization organization) {
    id = organization.id().value();
    createdAt = organization.createdAt();
    version = organization.version();
    title = organization.title();
    contactInfo = organization.contactInfo();
    owner = organization.owner().value();
    defaultRole = organization.defaultRole().code();
    var policy = organization.policy();
    manualRoles = policy.manualRoles();
    manualWorkspaces = policy.manualWorkspaces();
    manualProjectMembers = policy.manualProjectMembers();
    var plan = organization.plan();
    seatLimit = plan.seatLimit();
    moreOrganizations = plan.moreOrganizations();
    sso = plan.sso();
    ldap = plan.ldap();
    scim = plan.scim();
    activityLog = plan.activityLog();
  }
}
