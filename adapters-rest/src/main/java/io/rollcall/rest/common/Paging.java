package io.rollcall.rest.common;

import io.rollcall.application.port.Page;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which page of a list is wanted. */
public class Paging {
  @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
  @QueryParam("page")
  @Nullable String page;

  @Parameter(
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000", defaultValue = "30"))
  @QueryParam("page_size")
  @Nullable String pageSize;

  @Parameter(
      description = "Written into next by the server: the key of the last one of the page before",
      schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
  @QueryParam("after")
  @Nullable String after;

  public Page.Request in(Input input) {
    var counted = input.page(page, pageSize);
    return new Page.Request(counted.number(), counted.size(), input.number("after", after));
  }
}
