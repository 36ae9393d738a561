package io.rollcall.rest.common;

import io.rollcall.application.port.Page;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * A list as a file of comma-separated values, read page by page while it is sent, so that its
 * length costs no memory.
 *
 * @param header the first line
 * @param begin the first page, read before anything is sent, so that a refusal is an answer
 * @param further the pages after it
 * @param line of one row
 */
public record CsvFile<R>(
    String header, List<R> begin, Further<R> further, Function<R, String> line) {
  /** As many rows as one page has. */
  public static final int PAGE = Page.Request.MAX_SIZE;

  /** Reads a page; it is the last when it has fewer than {@link #PAGE} rows. */
  @FunctionalInterface
  public interface Further<R> {
    /**
     * @param number from 2
     * @param last the last row of the page before
     */
    List<R> page(int number, R last);
  }

  /**
   * @param name without a character that a header cannot hold
   */
  public Response named(String name) {
    StreamingOutput content = this::write;
    return Response.ok(content, "text/csv; charset=utf-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(name))
        .build();
  }

  void write(OutputStream out) throws IOException {
    var file = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    file.write(header);
    var rows = begin;
    for (int number = 2; !rows.isEmpty(); number++) {
      for (var row : rows) {
        file.write(line.apply(row));
      }
      rows = rows.size() < PAGE ? List.of() : further.page(number, rows.getLast());
    }
    file.flush();
  }
}
