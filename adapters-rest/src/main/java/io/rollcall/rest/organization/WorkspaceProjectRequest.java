package io.rollcall.rest.organization;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "WorkspaceProjectsRequest", requiredProperties = "project")
record WorkspaceProjectRequest(@Nullable Long project) {}
