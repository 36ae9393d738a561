package io.rollcall.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.rollcall.application.organization.ApplyMemberTagImports;
import io.rollcall.domain.membership.Role;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@ApiTest
@Timeout(120)
class MemberTagImportTest {
  private static final Set<String> OVER = Set.of("completed", "failed");

  @Inject World world;
  @Inject ApplyMemberTagImports apply;

  private static String path(World.Company company) {
    return company.path() + "/member-tags/imports";
  }

  private static Response send(World.Company company, byte[] file) {
    return company
        .owner()
        .asks()
        .multiPart("file", "tags.csv", file, "text/csv")
        .post(path(company));
  }

  private static Response send(World.Company company, String file) {
    return send(company, file.getBytes(UTF_8));
  }

  /** The outcome, once there is one. */
  private static Response outcome(World.Company company, Response sent) throws Exception {
    Number id = Shapes.check(sent, 201, "MemberTagImport").path("import");
    for (int i = 0; i < 600; i++) {
      var status =
          Shapes.check(
              company.owner().asks().get(path(company) + "/" + id), 200, "MemberTagImportStatus");
      assertThat(((Number) status.path("id")).longValue()).isEqualTo(id.longValue());
      if (OVER.contains(status.<String>path("status"))) {
        assertThat((String) status.path("finished_at")).isNotNull();
        return status;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("never over");
  }

  private static List<String> tags(World.Company company, long user) {
    return company
        .owner()
        .asks()
        .get(company.path() + "/memberships")
        .path("results.find { it.user.id == %d }.tags.label".formatted(user));
  }

  @Test
  void fileIsAppliedInTheBackground() throws Exception {
    var company = world.company("Import");
    var owner = company.owner();
    var ann = company.as(Actor.AN);
    var rae = company.as(Actor.RE);
    owner.sends(Map.of("label", "Seattle")).post(company.path() + "/member-tags");
    var csv =
        "email,tags\n%s,\"Data Science, seattle\"\n%s,\"\"\"Lyon, France\"\"\"\n"
            .formatted(ann.email().toUpperCase(java.util.Locale.ROOT), rae.email());
    for (var slash : List.of("", "/")) {
      var sent =
          owner
              .asks()
              .multiPart("bulk_tags", "pilot")
              .multiPart("file", "tags.csv", csv.getBytes(UTF_8), "text/csv")
              .post(path(company) + slash);
      var status = outcome(company, sent);

      assertThat((String) status.path("status")).isEqualTo("completed");
      assertThat((Integer) status.path("tags_created")).isEqualTo(slash.isEmpty() ? 3 : 0);
      assertThat((Integer) status.path("assignments_created")).isEqualTo(slash.isEmpty() ? 5 : 0);
      assertThat((List<Object>) status.path("users_skipped")).isEmpty();
      assertThat((String) status.path("error")).isNull();
      Shapes.check(
          owner.asks().get(path(company) + "/" + status.path("id") + slash),
          200,
          "MemberTagImportStatus");
    }
    assertThat(tags(company, ann.id())).containsExactly("Seattle", "pilot", "Data Science");
    assertThat(tags(company, rae.id())).containsExactly("pilot", "Lyon, France");
    assertThat(tags(company, owner.id())).isEmpty();
    assertThat(
            (Integer)
                owner
                    .asks()
                    .get(company.path() + "/member-tags?search=pilot")
                    .path("results[0].member_count"))
        .isEqualTo(2);
  }

  @Test
  void whoIsPassedOverIsToldWithTheLine() throws Exception {
    var company = world.company("Import Skips");
    var stranger = world.small("Import Strangers").owner();
    var unknown = World.email("unknown");
    long leaver = world.member(company, "Leaver", Role.ANNOTATOR);
    String left =
        company
            .owner()
            .asks()
            .get(company.path() + "/memberships/" + leaver + "/")
            .path("user.email");
    left = left == null ? emailOf(company, leaver) : left;
    company.owner().asks().delete(company.path() + "/memberships/" + leaver + "/");
    var csv =
        "\uFEFFtags,email,note\r\n"
            + "x,%s,\r\nx,%s,\r\nx,%s,\r\nx,nobody,\r\nx,%s\r\n\"%s\",%s,\r\nnight,%s,\"two\r\nlines\"\r\n"
                .formatted(
                    stranger.email(),
                    unknown,
                    left,
                    company.owner().email(),
                    "y".repeat(256),
                    company.owner().email(),
                    company.owner().email());

    var status = outcome(company, send(company, csv));

    assertThat((String) status.path("status")).isEqualTo("completed");
    assertThat((Integer) status.path("users_skipped_count")).isEqualTo(6);
    assertThat((List<Integer>) status.path("users_skipped.line")).containsExactly(2, 3, 4, 5, 6, 7);
    // Whether somebody has an account elsewhere is not told.
    assertThat((List<String>) status.path("users_skipped.code"))
        .containsExactly(
            "not-a-member",
            "not-a-member",
            "no-longer-a-member",
            "invalid-address",
            "malformed",
            "invalid-tag");
    assertThat((List<String>) status.path("users_skipped.email"))
        .startsWith(stranger.email(), unknown, left, "nobody");
    assertThat((Integer) status.path("tags_created")).isEqualTo(1);
    assertThat(tags(company, company.owner().id())).containsExactly("night");
  }

  private static String emailOf(World.Company company, long user) {
    return company
        .owner()
        .asks()
        .get(company.path() + "/memberships")
        .path("results.find { it.user.id == %d }.user.email".formatted(user));
  }

  @Test
  void fileThatCannotBeReadIsRefusedByField() {
    var company = world.shared();
    var owner = company.owner();

    Shapes.invalid(owner.asks().multiPart("bulk_tags", "x").post(path(company)), "file");
    Shapes.invalid(send(company, ""), "file");
    Shapes.invalid(send(company, "name,tags\n"), "file");
    Shapes.invalid(send(company, "email,tags\nann@example.com,\"x\n"), "file");
    Shapes.invalid(
        send(company, "email,tags\na@example.com,\u00e9\n".getBytes(Charset.forName("cp1252"))),
        "file");
    var lines = new StringBuilder("email,tags\n");
    for (int i = 0; i < 1001; i++) {
      lines.append(owner.email()).append(",t").append(i).append('\n');
    }
    Shapes.invalid(send(company, lines.toString()), "file");
    Shapes.invalid(
        owner
            .asks()
            .multiPart("file", "tags.csv", "email,tags\n".getBytes(UTF_8), "text/csv")
            .multiPart("bulk_tags", "\"pilot\" x")
            .post(path(company)),
        "bulk_tags");
  }

  @Test
  void otherBodiesAndHugeOnesAreRefused() throws Exception {
    var company = world.shared();
    var owner = company.owner();

    Shapes.error(
        owner.sends(Map.of("file", "x")).post(path(company)), 415, "unsupported-media-type");
    // Sent in chunks, so that the server notices on the way and cuts it off.
    assertThat(send(company, new byte[2 * 1024 * 1024]).statusCode()).isEqualTo(413);
    assertThat(
            owner
                .asks()
                .multiPart("file", "tags.csv", "email,tags\n".getBytes(UTF_8), "text/csv")
                .multiPart("bulk_tags", "x".repeat(100_000))
                .post(path(company))
                .statusCode())
        .isEqualTo(413);
    var wrong = new LinkedHashMap<String, Integer>();
    for (var broken :
        List.of(
            "",
            "no parts",
            "--x\r\nContent-Disposition: nonsense\r\n\r\n--x--",
            "--x\r\nno header\r\n\r\nx\r\n--x--\r\n",
            "--x\r\n\r\nno name\r\n--x--\r\n",
            "--x\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--x--\r\n")) {
      wrong.put(broken, posted(company, "multipart/form-data; boundary=x", broken).statusCode());
    }
    wrong.put("no boundary", posted(company, "multipart/form-data", "x").statusCode());
    assertThat(wrong.values()).as(wrong.toString()).allMatch(status -> status == 400);
    var huge = posted(company, "multipart/form-data; boundary=x", "x".repeat(2 * 1024 * 1024 + 1));
    assertThat(huge.statusCode()).isEqualTo(413);
    assertThat(huge.body()).contains("\"code\":\"too-large\"");
  }

  /** As the published client sends it: a file without a name or a type is a file all the same. */
  @Test
  void partWithoutANameOrATypeIsAFile() throws Exception {
    var company = world.small("Import Bytes");
    var body =
        "--x\r\nContent-Disposition: form-data; name=\"bulk_tags\"\r\n\r\npilot\r\n"
            + "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nemail,tags\r\n%s,night\r\n--x--\r\n"
                .formatted(company.owner().email());

    var answer = posted(company, "multipart/form-data; boundary=x", body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    apply.execute();
    for (int i = 0; i < 200 && tags(company, company.owner().id()).isEmpty(); i++) {
      Thread.sleep(50);
    }
    assertThat(tags(company, company.owner().id())).containsExactlyInAnyOrder("pilot", "night");
  }

  private static HttpResponse<String> posted(World.Company company, String type, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:%d%s"
                        .formatted(io.restassured.RestAssured.port, path(company))))
            .header("Cookie", "rollcall_session=" + company.owner().session())
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  /** A page of another site can make a browser send a form. */
  @Test
  void formOfAnotherSiteIsRefused() {
    var company = world.shared();
    Shapes.error(
        company
            .owner()
            .asks()
            .header("Sec-Fetch-Site", "cross-site")
            .multiPart("file", "tags.csv", "email,tags\n".getBytes(UTF_8), "text/csv")
            .post(path(company)),
        403,
        "cross-site-request");
  }

  @Test
  void importOfAnotherOrganizationIsNotThere() throws Exception {
    var company = world.shared();
    var other = world.small("Import Elsewhere");
    Number id = outcome(other, send(other, "email,tags\n")).path("id");

    Shapes.error(company.owner().asks().get(path(company) + "/" + id), 404, "not-found");
    Shapes.error(company.owner().asks().get(path(other) + "/" + id), 404, "not-found");
    Shapes.error(company.owner().asks().get(path(company) + "/x"), 404, "not-found");
    Shapes.error(
        send(new World.Company(other.id(), "", company.people()), "email,tags\n"),
        404,
        "not-found");
  }

  /** Files with the same tags, applied by many at once. */
  @Test
  void filesAtOnceMakeEachTagOnce() throws Exception {
    var company = world.company("Import Race");
    var csv = new StringBuilder("email,tags\n");
    company.people().values().forEach(p -> csv.append(p.email()).append(",\"a,b,c\"\n"));
    var rivals = new ArrayList<Callable<Response>>();
    for (int i = 0; i < 4; i++) {
      rivals.add(() -> send(company, csv.toString()));
      rivals.add(
          () -> {
            apply.execute();
            return send(company, csv.toString());
          });
    }

    int created = 0;
    int assigned = 0;
    for (var sent : Race.of(rivals)) {
      var status = outcome(company, sent);
      assertThat((String) status.path("status")).isEqualTo("completed");
      created += status.<Integer>path("tags_created");
      assigned += status.<Integer>path("assignments_created");
    }

    assertThat(created).isEqualTo(3);
    assertThat(assigned).isEqualTo(3 * company.size());
    assertThat(
            (List<Integer>)
                company
                    .owner()
                    .asks()
                    .get(company.path() + "/member-tags")
                    .path("results.member_count"))
        .containsExactly(company.size(), company.size(), company.size());
  }

  @Test
  void otherBodyThanAFormInJsonIsRefused() {
    Shapes.error(
        world
            .shared()
            .owner()
            .asks()
            .contentType(ContentType.TEXT)
            .body("email,tags")
            .post(path(world.shared())),
        415,
        "unsupported-media-type");
  }
}
