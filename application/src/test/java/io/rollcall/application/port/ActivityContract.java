package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.ActivityRepository.Actor;
import io.rollcall.application.port.ActivityRepository.Credential;
import io.rollcall.application.port.ActivityRepository.Entry;
import io.rollcall.application.port.ActivityRepository.Exchange;
import io.rollcall.application.port.ActivityRepository.Subject;
import io.rollcall.application.port.ActivityViews.Filter;
import io.rollcall.application.port.ActivityViews.Row;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The activity log, written and read. */
public abstract class ActivityContract extends PortContract {
  private static final Filter ALL = new Filter("", "", null, null, null, null, null);
  private static final Change CHANGE =
      Change.between("workspace", 7, Map.of("title", "Old"), Map.of("title", "New"));

  private UserId owner;
  private UserId annotator;
  private OrganizationId here;

  @BeforeEach
  void people() {
    owner = person("owner");
    annotator = person("annotator");
    here = found(owner);
    join(here, owner, annotator, Role.ANNOTATOR, 0);
  }

  private static Exchange exchange(int minute, String method, String path) {
    return new Exchange(
        at(minute), 12, method, path, 200, "192.0.2.1", "a browser", "https://example.com/there");
  }

  private static Entry entry(UserId user, @Nullable OrganizationId active, Exchange exchange) {
    return entry(user, active, null, exchange);
  }

  private static Entry entry(
      UserId user,
      @Nullable OrganizationId active,
      @Nullable OrganizationId named,
      Exchange exchange) {
    return new Entry(
        new Actor(user, Credential.SESSION, 4711L, active),
        new Subject(named, null, null, List.of(CHANGE), 0),
        exchange);
  }

  private int add(Entry... entries) {
    return ports().transaction(() -> ports().activities().add(List.of(entries)));
  }

  private ActivityViews.Found find(OrganizationId organization, Filter filter) {
    return find(organization, filter, false, new Page.Request(1, 30));
  }

  private ActivityViews.Found find(
      OrganizationId organization, Filter filter, boolean oldestFirst, Page.Request page) {
    return ports()
        .transaction(
            () ->
                ports()
                    .activityViews()
                    .find(new ActivityViews.Query(organization, filter, oldestFirst, page)));
  }

  private List<String> paths(Filter filter) {
    return find(here, filter).rows().stream().map(Row::path).toList();
  }

  @Test
  void tellsWhoDidWhatAndFromWhere() {
    assertThat(add(entry(annotator, here, exchange(1, "POST", "/api/workspaces/")))).isEqualTo(1);

    var row = find(here, ALL).rows().getFirst();
    assertThat(row.at()).isEqualTo(at(1));
    assertThat(row.organizationId()).isEqualTo(here.value());
    assertThat(row.userId()).isEqualTo(annotator.value());
    assertThat(row.email()).startsWith("annotator").endsWith("@example.com");
    assertThat(row.credential()).isEqualTo("session");
    assertThat(row.credentialId()).isEqualTo(4711L);
    assertThat(row.method()).isEqualTo("POST");
    assertThat(row.path()).isEqualTo("/api/workspaces/");
    assertThat(row.status()).isEqualTo(200);
    assertThat(row.milliseconds()).isEqualTo(12);
    assertThat(row.address()).isEqualTo("192.0.2.1");
    assertThat(row.userAgent()).isEqualTo("a browser");
    assertThat(row.referer()).isEqualTo("https://example.com/there");
    assertThat(row.extra()).contains("Old", "New", "title", "workspace");
  }

  @Test
  void newestIsFirstUnlessAskedOtherwise() {
    add(
        entry(owner, here, exchange(2, "POST", "/2")),
        entry(owner, here, exchange(3, "POST", "/3")),
        entry(owner, here, exchange(1, "POST", "/1")));

    assertThat(paths(ALL)).containsExactly("/3", "/2", "/1");
    assertThat(find(here, ALL, true, new Page.Request(1, 2)).rows())
        .extracting(Row::path)
        .containsExactly("/1", "/2");
    var last = find(here, ALL, true, new Page.Request(2, 2));
    assertThat(last.rows()).extracting(Row::path).containsExactly("/3");
    assertThat(last.filtered()).isEqualTo(3);
    assertThat(last.total()).isEqualTo(3);
    assertThat(find(here, ALL, true, new Page.Request(3, 2)).rows()).isEmpty();
  }

  @Test
  void rowsAreReadOneAfterTheOtherToTheEnd() {
    for (int i = 0; i < 5; i++) {
      add(entry(owner, here, exchange(7, "POST", "/" + i)));
    }
    var query = new ActivityViews.Query(here, ALL, false, new Page.Request(1, 2));

    var paths = new ArrayList<String>();
    ActivityViews.@Nullable Key last = null;
    while (true) {
      var begin = last;
      var rows = ports().transaction(() -> ports().activityViews().after(query, begin, 2));
      if (rows.isEmpty()) {
        break;
      }
      rows.forEach(row -> paths.add(row.path()));
      last = rows.getLast().key();
    }
    assertThat(paths).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void everyFilterNarrows() {
    var workspace = workspace(here, owner, "Scans");
    var project = project(here, workspace, owner, "Pilot");
    add(
        entry(owner, here, exchange(1, "POST", "/api/one/")),
        entry(annotator, here, exchange(2, "DELETE", "/api/two/")),
        of(project, null, exchange(3, "PATCH", "/api/three/")),
        of(null, workspace, exchange(4, "PATCH", "/api/four/")));

    assertThat(paths(new Filter("TWO", "", null, null, null, null, null)))
        .containsExactly("/api/two/");
    assertThat(paths(new Filter("annotator", "", null, null, null, null, null)))
        .containsExactly("/api/two/");
    assertThat(paths(new Filter("%", "", null, null, null, null, null))).isEmpty();
    assertThat(paths(new Filter("", "DELETE", null, null, null, null, null)))
        .containsExactly("/api/two/");
    assertThat(paths(new Filter("", "", annotator, null, null, null, null)))
        .containsExactly("/api/two/");
    assertThat(paths(new Filter("", "", null, project, null, null, null)))
        .containsExactly("/api/three/");
    assertThat(paths(new Filter("", "", null, null, workspace, null, null)))
        .as("in the workspace, or in a project of it")
        .containsExactly("/api/four/", "/api/three/");
    assertThat(paths(new Filter("", "", null, null, null, at(2), at(4))))
        .containsExactly("/api/three/", "/api/two/");
    var both = find(here, new Filter("api", "PATCH", owner, null, null, null, null));
    assertThat(both.rows()).hasSize(2);
    assertThat(both.filtered()).isEqualTo(2);
    assertThat(both.total()).isEqualTo(4);
    assertThat(both.rows().getFirst().workspaceOwner()).isEqualTo(owner.value());
  }

  private Entry of(
      @Nullable ProjectId project, @Nullable WorkspaceId workspace, Exchange exchange) {
    return new Entry(
        new Actor(owner, Credential.LEGACY_KEY, null, here),
        new Subject(null, workspace, project, List.of(), 0),
        exchange);
  }

  @Test
  void organizationThatTheRequestNamesKeepsItIfThePersonBelongsThere() {
    var there = found(annotator);

    add(entry(annotator, there, here, exchange(1, "POST", "/named")));
    add(entry(owner, here, there, exchange(2, "POST", "/stranger")));

    assertThat(paths(ALL)).containsExactly("/stranger", "/named");
    assertThat(find(there, ALL).rows()).isEmpty();
    assertThat(find(there, ALL).total()).isZero();
  }

  @Test
  void whoWorksNowhereIsKeptByTheOnlyOrganizationTheyBelongTo() {
    assertThat(add(entry(annotator, null, exchange(1, "POST", "/api/auth/login")))).isEqualTo(1);
    assertThat(paths(ALL)).hasSize(1);

    found(annotator);
    assertThat(add(entry(annotator, null, exchange(2, "POST", "/api/auth/login")))).isZero();
    assertThat(add(entry(person("stranger"), null, exchange(2, "POST", "/api/auth/login"))))
        .isZero();
    assertThat(paths(ALL)).hasSize(1);
  }

  @Test
  void planWithoutALogKeepsNothing() {
    var there = found(organization(owner, new Plan(null, true, true, true, true, false)));

    assertThat(
            add(
                entry(owner, there, exchange(1, "POST", "/there")),
                entry(owner, here, exchange(1, "POST", "/here"))))
        .isEqualTo(1);
    assertThat(find(there, ALL).rows()).isEmpty();
  }

  @Test
  void detailsAreLeftOutWhereTheyAreNotWanted() {
    assertThat(ports().transaction(() -> ports().activities().keepsDetails(here))).isTrue();
    ports().transaction(() -> ports().activities().keepDetails(here, false));
    assertThat(ports().transaction(() -> ports().activities().keepsDetails(here))).isFalse();

    add(entry(owner, here, exchange(1, "POST", "/api/workspaces/")));

    assertThat(find(here, ALL).rows().getFirst().extra()).isNull();
  }

  @Test
  void oldestGoFirstAndAreNoLongerCounted() {
    var long_ago = Instant.parse("1999-01-01T00:00:00Z");
    for (int i = 0; i < 3; i++) {
      add(
          entry(
              owner,
              here,
              new Exchange(long_ago.plusSeconds(i), 1, "POST", "/old", null, "", "", "")));
    }
    add(entry(owner, here, exchange(1, "POST", "/new")));
    var before = Instant.parse("2000-01-01T00:00:00Z");

    assertThat(ports().transaction(() -> ports().activities().forget(before, 2))).isEqualTo(2);
    assertThat(find(here, ALL).total()).isEqualTo(2);
    assertThat(ports().transaction(() -> ports().activities().forget(before, 2))).isEqualTo(1);
    assertThat(ports().transaction(() -> ports().activities().forget(before, 2))).isZero();
    assertThat(paths(ALL)).containsExactly("/new");
    assertThat(find(here, ALL).total()).isEqualTo(1);
  }

  @Test
  void ofSomebodyErasedOnlyTheIdIsKept() {
    ports().transaction(() -> ports().users().erase(List.of(annotator)));

    add(entry(annotator, here, exchange(2, "POST", "/api/auth/erase")));

    var row = find(here, ALL).rows().getFirst();
    assertThat(row.userId()).isEqualTo(annotator.value());
    assertThat(row.email() + row.address() + row.userAgent() + row.referer()).isEmpty();
    assertThat(row.path()).isEqualTo("/api/auth/erase");
  }

  /** What is no text in the database is left out, so that no client can keep others unwritten. */
  @Test
  void whatNobodyCouldPrintIsLeftOut() {
    var odd = new Exchange(at(1), 1, "POST", "/" + "x".repeat(500), 200, "", "a\0b\nc\ud800d", "");

    assertThat(add(entry(owner, here, odd))).isEqualTo(1);

    var row = find(here, ALL).rows().getFirst();
    assertThat(row.userAgent()).isEqualTo("abcd");
    assertThat(row.path()).hasSize(256);
  }
}
