package io.rollcall.rest.membership;

import io.quarkus.security.Authenticated;
import io.rollcall.application.organization.ImportMemberTags;
import io.rollcall.application.organization.ReadMemberTagImport;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.organization.MemberTagImport.Line;
import io.rollcall.domain.organization.MemberTagImportId;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Files of tags for members. */
@Path("/api/organizations/{id}/member-tags/imports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Member tags")
@Authenticated
public class MemberTagImportResource {
  private final ImportMemberTags importTags;
  private final ReadMemberTagImport read;
  private final CurrentCaller caller;

  MemberTagImportResource(
      ImportMemberTags importTags, ReadMemberTagImport read, CurrentCaller caller) {
    this.importTags = importTags;
    this.read = read;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @ResponseStatus(201)
  @Operation(
      operationId = "organizations_member_tags_import",
      summary = "Put tags on the members that a file names",
      description =
          "The file has the columns email and tags; tags are comma separated, in quotation marks where they hold"
              + " a comma. Tags that there are not yet are made. It is applied in the background, whole or not"
              + " at all; lines that cannot be used are passed over and told.")
  @APIResponseSchema(
      value = MemberTagImportJson.Created.class,
      responseCode = "201",
      responseDescription = "Taken; ask for the import until it is over.")
  public MemberTagImportJson.Created create(
      @PathParam("id") OrganizationId id, @BeanParam MemberTagImportForm sent) throws IOException {
    var input = new Input();
    var lines = lines(input, sent.file);
    var everybodys = MemberTagFile.everybodys(input, sent.bulkTags);
    input.refuseIfWrong();
    var job =
        importTags.execute(
            new ImportMemberTags.Command(
                caller.get().in(id), caller.get().user(), lines, everybodys));
    return new MemberTagImportJson.Created(job.value());
  }

  private static List<Line> lines(Input input, @Nullable FileUpload file) throws IOException {
    if (file == null) {
      input.refuse("file", "No file was submitted.");
      return List.of();
    }
    return MemberTagFile.read(Files.readAllBytes(file.uploadedFile()));
  }

  @GET
  @Path("/{import_pk}")
  @Operation(
      operationId = "organizations_member_tags_get_import",
      summary = "How far an import is, and whom it passed over; kept for 30 days")
  public MemberTagImportJson get(
      @PathParam("id") OrganizationId id, @PathParam("import_pk") MemberTagImportId job) {
    return MemberTagImportJson.of(read.execute(caller.get().in(id), caller.get().user(), job));
  }
}
