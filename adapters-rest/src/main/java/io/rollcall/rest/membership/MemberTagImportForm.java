package io.rollcall.rest.membership;

import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.PartType;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** The parts of an upload. */
@Schema(name = "OrganizationMemberTagImportCreateRequest", requiredProperties = "file")
public class MemberTagImportForm {
  @RestForm("file")
  @Schema(
      type = SchemaType.STRING,
      format = "binary",
      description = "Comma-separated values in UTF-8 with the columns email and tags")
  @Nullable FileUpload file;

  @RestForm("bulk_tags")
  @PartType(MediaType.TEXT_PLAIN)
  @Schema(description = "Tags for everybody in the file, comma separated", examples = "pilot")
  @Nullable String bulkTags;
}
