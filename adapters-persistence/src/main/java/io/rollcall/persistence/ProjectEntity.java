package io.rollcall.persistence;

import io.rollcall.domain.organization.Project;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code project}. */
@Entity
@Table(name = "project")
class ProjectEntity {
  @EmbeddedId TenantKey key;

  @Column(name = "workspace_id")
  @Nullable Long workspace;

  @Column(name = "title")
  String title;

  @Column(name = "description")
  String description;

  @Column(name = "color")
  String color;

  @Column(name = "is_published")
  boolean published;

  @Column(name = "is_draft")
  boolean draft;

  @Column(name = "created_by")
  long createdBy;

  @Column(name = "created_at")
  Instant createdAt;

  protected ProjectEntity() {}

  ProjectEntity(Project project) {
    key = TenantKey.of(project.organization(), project.id().value());
    var place = project.workspace();
    workspace = place == null ? null : place.value();
    title = project.title();
    description = project.description();
    color = project.color();
    published = project.published();
    draft = project.draft();
    createdBy = project.createdBy().value();
    createdAt = project.createdAt();
  }
}
