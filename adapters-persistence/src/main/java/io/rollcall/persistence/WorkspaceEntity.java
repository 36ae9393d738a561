package io.rollcall.persistence;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Workspace;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code workspace}. */
@Entity
@Table(name = "workspace")
class WorkspaceEntity {
  @EmbeddedId TenantKey key;

  @Column(name = "title")
  String title;

  @Column(name = "description")
  @Nullable String description;

  @Column(name = "color")
  @Nullable String color;

  @Column(name = "is_archived")
  boolean archived;

  @Column(name = "is_personal")
  boolean personal;

  @Column(name = "created_by")
  long createdBy;

  @Column(name = "created_at")
  Instant createdAt;

  protected WorkspaceEntity() {}

  WorkspaceEntity(Workspace workspace) {
    key = TenantKey.of(workspace.organization(), workspace.id().value());
    title = workspace.title();
    description = workspace.description();
    color = workspace.color();
    archived = workspace.archived();
    personal = workspace.personal();
    createdBy = workspace.createdBy().value();
    createdAt = workspace.createdAt();
  }

  Workspace toWorkspace() {
    return new Workspace(
        new WorkspaceId(key.id()),
        new OrganizationId(key.organization()),
        title,
        description,
        color,
        archived,
        personal,
        new UserId(createdBy),
        createdAt);
  }
}
