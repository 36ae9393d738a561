package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.application.port.HistoryViews.AssignmentQuery;
import io.rollcall.application.port.HistoryViews.AssignmentRow;
import io.rollcall.application.port.HistoryViews.ChangeQuery;
import io.rollcall.application.port.HistoryViews.ChangeRow;
import io.rollcall.application.port.HistoryViews.Kind;
import io.rollcall.application.port.HistoryViews.Period;
import io.rollcall.application.port.HistoryViews.Places;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.ProviderKind;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.GroupRef;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.MembershipChange.Transition;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.SourceKind;
import io.rollcall.domain.membership.SyncRunId;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.MemberTagId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public abstract class HistoryViewsContract extends PortContract {
  private static final ProviderId LDAP = new ProviderId(7);

  private UserId owner;
  private UserId ann;
  private OrganizationId here;

  @BeforeEach
  void people() {
    owner = person("owner");
    ann = person("ann");
    here = found(owner);
  }

  private ChangeQuery everything(Page.Request page) {
    return new ChangeQuery(here, null, null, Set.of(), Period.ALWAYS, false, page);
  }

  private ChangeQuery of(UserId user) {
    return new ChangeQuery(
        here, null, user, Set.of(), Period.ALWAYS, false, new Page.Request(1, 30));
  }

  private Page<ChangeRow> changes(ChangeQuery query) {
    return ports().transaction(() -> ports().historyViews().changes(query));
  }

  private List<Long> numbers(ChangeQuery query) {
    return changes(query).items().stream().map(ChangeRow::number).toList();
  }

  private void setRole(UserId user, Role role, int minutes) {
    change(here, List.of(user), occasion(owner, minutes), s -> s.changeRole(owner, user, role));
  }

  private void inWorkspace(UserId user, WorkspaceId workspace, boolean joined, int minutes) {
    change(
        here,
        List.of(user),
        occasion(owner, minutes),
        s -> s.places().setWorkspaceMember(owner, user, workspace, joined));
  }

  private void remove(UserId user, int minutes) {
    change(here, List.of(owner, user), occasion(owner, minutes), s -> s.remove(owner, user));
  }

  @Test
  void changeTellsBeforeAndAfterAndWhoDidIt() {
    var workspace = workspace(here, owner, "Radiology");
    var project = project(here, null, owner, "Scans");
    join(here, owner, ann, Role.ANNOTATOR, 1);
    inWorkspace(ann, workspace, true, 2);
    change(
        here,
        List.of(ann),
        occasion(owner, 3),
        s -> s.places().setProjectRole(owner, ann, project, ProjectRole.REVIEWER));
    setRole(ann, Role.MANAGER, 4);

    var page = changes(of(ann));

    assertThat(page.total()).isEqualTo(4);
    assertThat(page.items())
        .extracting(ChangeRow::transition)
        .containsExactly(
            Transition.ROLE_CHANGED,
            Transition.ACCESS_CHANGED,
            Transition.ACCESS_CHANGED,
            Transition.JOINED);
    var last = page.items().getFirst();
    assertThat(last.organization()).isEqualTo(here);
    assertThat(last.person().id()).isEqualTo(ann);
    assertThat(last.person().email()).contains("@example.com");
    assertThat(last.person().name()).isEqualTo("ann Example");
    assertThat(last.at()).isEqualTo(at(4));
    assertThat(last.recordedBy()).isEqualTo(new Recorder.ByUser(owner));
    assertThat(last.by().id()).isEqualTo(owner);
    assertThat(last.before()).isEqualTo(Role.ANNOTATOR);
    assertThat(last.after()).isEqualTo(Role.MANAGER);
    assertThat(last.rule()).isEqualTo(Rule.MANUAL_PIN);
    assertThat(last.source()).isEqualTo(SourceKind.MANUAL);
    assertThat(last.reason()).isEqualTo("set by hand");
    assertThat(last.placesBefore()).isEqualTo(last.placesAfter());
    assertThat(last.placesAfter())
        .isEqualTo(new Places(List.of(workspace.value()), Map.of(project.value(), "Reviewer")));
    var given = page.items().get(1);
    assertThat(given.placesBefore()).isEqualTo(new Places(List.of(workspace.value()), Map.of()));
    var joined = page.items().getLast();
    assertThat(joined.before()).isNull();
    assertThat(joined.placesAfter()).isEqualTo(new Places(List.of(), Map.of()));
  }

  @Test
  void nobodyIsNamedForWhatASyncOrRollcallDid() {
    var slot = new Occasion(at(1), new Recorder.BySync(new SyncRunId(3)));
    change(here, List.of(ann), slot, s -> s.join(fresh(here, ann, at(1)), List.of(), "synced"));

    var row = changes(of(ann)).items().getFirst();

    assertThat(row.recordedBy()).isEqualTo(new Recorder.BySync(new SyncRunId(3)));
    assertThat(row.by()).isNull();
  }

  @Test
  void whoLeftIsADeletedUserEverywhere() {
    join(here, owner, ann, Role.ADMINISTRATOR, 1);
    var bob = person("bob");
    join(here, ann, bob, Role.ANNOTATOR, 2);
    remove(ann, 3);

    assertThat(changes(of(ann)).items())
        .allSatisfy(row -> assertThat(row.person()).isEqualTo(HistoryViews.Person.gone(ann)));
    assertThat(changes(of(bob)).items().getFirst().by()).isEqualTo(HistoryViews.Person.gone(ann));
    assertThat(changes(of(ann)).items().getFirst().deleted()).isTrue();
  }

  @Test
  void pagesFollowEachOtherByNumberAndByKey() {
    for (int i = 1; i <= 6; i++) {
      join(here, owner, person("p" + i), Role.ANNOTATOR, i);
    }

    assertThat(changes(everything(new Page.Request(1, 3))).total()).isEqualTo(7);
    assertThat(numbers(everything(new Page.Request(1, 3)))).containsExactly(7L, 6L, 5L);
    assertThat(numbers(everything(new Page.Request(3, 3)))).containsExactly(1L);
    assertThat(numbers(everything(new Page.Request(4, 3)))).isEmpty();
    assertThat(numbers(everything(new Page.Request(Integer.MAX_VALUE, 1000)))).isEmpty();
    assertThat(numbers(everything(new Page.Request(2, 3, 5L)))).containsExactly(4L, 3L, 2L);
    var oldest =
        new ChangeQuery(here, null, null, Set.of(), Period.ALWAYS, true, new Page.Request(2, 3));
    assertThat(numbers(oldest)).containsExactly(4L, 5L, 6L);
    var owners =
        new ChangeQuery(here, null, owner, Set.of(), Period.ALWAYS, true, new Page.Request(1, 3));
    assertThat(numbers(owners)).containsExactly(1L);
  }

  @Test
  void periodHasBothItsEnds() {
    for (int i = 1; i <= 6; i++) {
      join(here, owner, person("p" + i), Role.ANNOTATOR, i);
    }

    assertThat(numbers(during(at(2), at(4)))).containsExactly(5L, 4L, 3L);
    assertThat(changes(during(at(2), at(4))).total()).isEqualTo(3);
    assertThat(numbers(during(at(5).plusSeconds(1), null))).containsExactly(7L);
    assertThat(numbers(during(null, at(0)))).containsExactly(1L);
    assertThat(changes(during(at(7), null)).total()).isZero();
    assertThat(changes(during(null, at(-1))).items()).isEmpty();
    assertThat(changes(during(at(4), at(2))).total()).isZero();
  }

  private ChangeQuery during(@Nullable Instant since, @Nullable Instant until) {
    return new ChangeQuery(
        here, null, null, Set.of(), new Period(since, until), false, new Page.Request(1, 30));
  }

  /** The clock was read before the lock was waited for; or a node's clock is slow. */
  @Test
  void nothingHappensBeforeWhatHappenedBefore() {
    join(here, owner, ann, Role.ANNOTATOR, 5);
    setRole(ann, Role.MANAGER, 3);

    assertThat(changes(of(ann)).items()).extracting(ChangeRow::at).containsExactly(at(5), at(5));
  }

  @Test
  void sourcesFilter() {
    join(here, owner, ann, Role.ANNOTATOR, 1);
    join(here, owner, person("idle"), List.of(), 2);

    var query =
        new ChangeQuery(
            here,
            null,
            null,
            Set.of(SourceKind.MANUAL, SourceKind.OWNER),
            Period.ALWAYS,
            false,
            new Page.Request(1, 1));
    assertThat(numbers(query)).containsExactly(2L);
    assertThat(changes(query).total()).isEqualTo(2);
  }

  @Test
  void workspaceHasItsComingsAndGoings() {
    var radiology = workspace(here, owner, "Radiology");
    var surgery = workspace(here, owner, "Surgery");
    join(here, owner, ann, Role.ANNOTATOR, 1);
    inWorkspace(ann, radiology, true, 2);
    inWorkspace(ann, surgery, true, 3);
    setRole(ann, Role.MANAGER, 4);
    inWorkspace(ann, radiology, false, 5);

    var query =
        new ChangeQuery(
            here, radiology, null, Set.of(), Period.ALWAYS, false, new Page.Request(1, 30));
    assertThat(numbers(query)).containsExactly(6L, 3L);
    assertThat(changes(query).total()).isEqualTo(2);
  }

  private Grant assignment(Target target, String group, int minutes) {
    return grant(
        target,
        new Source.Provider(
            LDAP, ProviderKind.LDAP, new MappingId(8), new GroupRef(group, group, List.of(group))),
        minutes);
  }

  private AssignmentQuery assignments(Page.Request page) {
    return new AssignmentQuery(here, null, null, Period.ALWAYS, false, page);
  }

  private Page<AssignmentRow> rows(AssignmentQuery query) {
    return ports().transaction(() -> ports().historyViews().assignments(query));
  }

  @Test
  void assignmentsOfProvidersBeginAndEnd() {
    var workspace = workspace(here, owner, "Radiology");
    var project = project(here, null, owner, "Scans");
    var role = assignment(new Target.OrganizationRole(Role.REVIEWER), "reviewers", 1);
    var place = assignment(new Target.Workspace(workspace), "all", 1);
    var there = assignment(new Target.Project(project, ProjectRole.ANNOTATOR), "all", 2);
    var bob = person("bob");
    var slot = new Occasion(at(1), new Recorder.BySync(new SyncRunId(3)));
    change(
        here,
        List.of(ann),
        slot,
        s -> s.join(fresh(here, ann, at(1)), List.of(role, place), "reviewers, all"));
    join(here, owner, bob, List.of(there), 2);
    join(here, owner, person("other"), Role.ANNOTATOR, 3);
    remove(ann, 4);

    var all = rows(assignments(new Page.Request(1, 30)));
    assertThat(all.total()).isEqualTo(5);
    assertThat(all.items())
        .extracting(row -> "%s %s".formatted(row.grant(), row.added()))
        .containsExactly(
            place.id() + " false",
            role.id() + " false",
            there.id() + " true",
            place.id() + " true",
            role.id() + " true");
    var first = all.items().getLast();
    assertThat(first.organization()).isEqualTo(here);
    assertThat(first.person().id()).isEqualTo(ann);
    assertThat(first.target()).isEqualTo(role.target());
    assertThat(first.provider()).isEqualTo(LDAP);
    assertThat(first.source()).isEqualTo(SourceKind.LDAP);
    assertThat(first.mapping()).isEqualTo(new MappingId(8));
    assertThat(first.group().name()).isEqualTo("reviewers");
    assertThat(first.at()).isEqualTo(at(1));
    assertThat(first.by()).isNull();
    assertThat(first.reason()).isEqualTo("reviewers, all");
    assertThat(all.items().getFirst().by().id()).isEqualTo(owner);

    for (int size = 1; size <= 5; size++) {
      var seen = new ArrayList<AssignmentRow>();
      for (int page = 1; (page - 1) * size < 5; page++) {
        seen.addAll(rows(assignments(new Page.Request(page, size))).items());
      }
      assertThat(seen).as("pages of " + size).isEqualTo(all.items());
    }
    assertThat(rows(assignments(new Page.Request(7, 30))).items()).isEmpty();
    var oldest =
        new AssignmentQuery(here, null, null, Period.ALWAYS, true, new Page.Request(1, 30));
    assertThat(rows(oldest).items()).isEqualTo(all.items().reversed());

    var during =
        new AssignmentQuery(
            here, null, null, new Period(at(2), at(3)), false, new Page.Request(1, 30));
    assertThat(rows(during).items()).isEqualTo(all.items().subList(2, 3));
    assertThat(rows(during).total()).isEqualTo(1);
    assertThat(of(Kind.ORGANIZATION, null)).hasSize(2);
    assertThat(of(Kind.WORKSPACE, null)).hasSize(2);
    assertThat(of(Kind.PROJECT, null)).hasSize(1);
    assertThat(of(null, "all")).hasSize(3);
    assertThat(of(Kind.WORKSPACE, "reviewers")).isEmpty();
  }

  private List<AssignmentRow> of(@Nullable Kind kind, @Nullable String group) {
    var query =
        new AssignmentQuery(here, kind, group, Period.ALWAYS, false, new Page.Request(1, 2));
    var page = rows(query);
    var second =
        rows(new AssignmentQuery(here, kind, group, Period.ALWAYS, false, new Page.Request(2, 2)));
    assertThat(page.total()).isEqualTo((long) page.items().size() + second.items().size());
    var both = new ArrayList<>(page.items());
    both.addAll(second.items());
    return both;
  }

  private record Seen(long user, Role role, Rule rule, SourceKind source) {
    static Seen of(MemberViews.MemberRow row) {
      return new Seen(row.userId(), row.role(), row.rule(), row.source());
    }
  }

  private MemberViews.Query list(MemberViews.Traits traits) {
    return new MemberViews.Query(
        here,
        MemberViews.Filter.of(traits),
        MemberViews.Ordering.USER_ID,
        false,
        new Page.Request(1, 100));
  }

  private static final List<MemberViews.Traits> TRAITS =
      List.of(
          MemberViews.Traits.ANY,
          new MemberViews.Traits("", Set.of(), Set.of(), true, null, null, Set.of()),
          new MemberViews.Traits(
              "", Set.of(Role.ANNOTATOR, Role.DEACTIVATED), Set.of(), false, null, null, Set.of()),
          new MemberViews.Traits(
              "", Set.of(), Set.of(SourceKind.MANUAL), false, null, null, Set.of()),
          MemberViews.Traits.named("person1"));

  /** Whatever happens, in any order: what the list says now it will say of now for ever. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void listAsOfAMomentIsTheListOfThatMoment(long seed) {
    var random = new Random(seed);
    var people = LongStream.range(0, 5).mapToObj(i -> person("person" + i)).toList();
    var workspace = workspace(here, owner, "Radiology");
    var answered = new ArrayList<List<List<Seen>>>();
    var outside = new ArrayList<List<Long>>();
    var totals = new ArrayList<Long>();
    for (int minute = 1; minute <= 25; minute++) {
      happens(random, people.get(random.nextInt(people.size())), workspace, minute);
      answered.add(
          ports()
              .transaction(
                  () ->
                      TRAITS.stream()
                          .map(
                              traits ->
                                  ports().memberViews().members(list(traits)).items().stream()
                                      .map(Seen::of)
                                      .toList())
                          .toList()));
      totals.add(
          ports()
              .transaction(
                  () -> ports().memberViews().members(list(MemberViews.Traits.ANY)).total()));
      outside.add(
          ports()
              .transaction(
                  () ->
                      ports()
                          .memberViews()
                          .userIds(here, MemberViews.Filter.ALL.outside(workspace))
                          .stream()
                          .map(UserId::value)
                          .toList()));
    }
    for (int minute = 1; minute <= 25; minute++) {
      var moment = at(minute);
      for (int i = 0; i < TRAITS.size(); i++) {
        var query = list(TRAITS.get(i));
        var page = ports().transaction(() -> ports().historyViews().members(query, moment));
        assertThat(page.items().stream().map(Seen::of).toList())
            .as("minute %d, %s", minute, TRAITS.get(i))
            .isEqualTo(answered.get(minute - 1).get(i));
        assertThat(page.total()).isEqualTo(page.items().size());
      }
      assertThat(asOf(MemberViews.Filter.ALL, moment).total()).isEqualTo(totals.get(minute - 1));
      assertThat(
              asOf(MemberViews.Filter.ALL.outside(workspace), moment).items().stream()
                  .map(MemberViews.MemberRow::userId)
                  .toList())
          .isEqualTo(outside.get(minute - 1));
    }
    assertThat(asOf(MemberViews.Filter.ALL, at(-1)).items()).isEmpty();
    assertThat(asOf(MemberViews.Filter.ALL, at(-1)).total()).isZero();
  }

  /** And not answered with everybody, as if nothing had been asked. */
  @Test
  void whatIsNotKeptIsRefused() {
    var tagged =
        new MemberViews.Traits(
            "", Set.of(), Set.of(), false, null, null, Set.of(new MemberTagId(1)));
    var active = new MemberViews.Traits("", Set.of(), Set.of(), false, at(0), null, Set.of());
    var workspace = workspace(here, owner, "Radiology");
    for (var filter :
        List.of(
            MemberViews.Filter.of(tagged),
            MemberViews.Filter.of(active),
            MemberViews.Filter.ALL.within(new MemberViews.Within.OfWorkspace(workspace)))) {
      assertThatThrownBy(() -> asOf(filter, at(2)))
          .as("%s", filter)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private Page<MemberViews.MemberRow> asOf(MemberViews.Filter filter, Instant moment) {
    var query =
        new MemberViews.Query(
            here, filter, MemberViews.Ordering.USER_ID, false, new Page.Request(1, 100));
    return ports().transaction(() -> ports().historyViews().members(query, moment));
  }

  private void happens(Random random, UserId user, WorkspaceId workspace, int minute) {
    boolean belongs =
        ports()
            .transaction(() -> ports().organizations().member(here, user))
            .filter(member -> !member.isDeleted())
            .isPresent();
    var roles =
        List.of(
            Role.ADMINISTRATOR,
            Role.REVIEWER,
            Role.ANNOTATOR,
            Role.DEACTIVATED,
            Role.NOT_ACTIVATED);
    if (!belongs) {
      join(here, owner, user, random.nextBoolean() ? Role.MANAGER : Role.ANNOTATOR, minute);
      return;
    }
    switch (random.nextInt(5)) {
      case 0 -> remove(user, minute);
      case 1 -> inWorkspace(user, workspace, true, minute);
      case 2 ->
          change(
              here, List.of(user), occasion(owner, minute), s -> s.changeRole(owner, user, null));
      case 3 ->
          change(
              here,
              List.of(user),
              occasion(owner, minute),
              s -> { // twice at one moment
                s.changeRole(owner, user, Role.REVIEWER);
                s.changeRole(owner, user, roles.get(random.nextInt(roles.size())));
              });
      default -> setRole(user, roles.get(random.nextInt(roles.size())), minute);
    }
  }

  @Test
  void listAsOfAMomentHasPagesAndOrders() {
    var bob = person("bob");
    join(here, owner, ann, Role.ANNOTATOR, 1);
    join(here, owner, bob, Role.MANAGER, 2);
    remove(ann, 3);
    setRole(bob, Role.REVIEWER, 4);

    assertThat(ids(MemberViews.Ordering.USER_ID, false, new Page.Request(2, 2)))
        .containsExactly(bob.value());
    assertThat(ids(MemberViews.Ordering.ROLE, true, new Page.Request(1, 2)))
        .containsExactly(owner.value(), bob.value());
    assertThat(ids(MemberViews.Ordering.EMAIL, false, new Page.Request(1, 3)))
        .containsExactly(ann.value(), bob.value(), owner.value());
    assertThat(ids(MemberViews.Ordering.NAME, true, new Page.Request(1, 1)))
        .containsExactly(owner.value());
  }

  private List<Long> ids(MemberViews.Ordering ordering, boolean descending, Page.Request page) {
    var query = new MemberViews.Query(here, MemberViews.Filter.ALL, ordering, descending, page);
    return ports().transaction(() -> ports().historyViews().members(query, at(2))).items().stream()
        .map(MemberViews.MemberRow::userId)
        .toList();
  }

  @Test
  void anotherOrganizationHasAHistoryOfItsOwn() {
    join(here, owner, ann, Role.ANNOTATOR, 1);
    var there = found(person("stranger"));
    join(there, person("x"), ann, Role.MANAGER, 2);

    assertThat(numbers(everything(new Page.Request(1, 30)))).containsExactly(2L, 1L);
    assertThat(
            ports()
                .transaction(
                    () ->
                        ports()
                            .historyViews()
                            .changes(
                                new ChangeQuery(
                                    there,
                                    null,
                                    null,
                                    Set.of(),
                                    Period.ALWAYS,
                                    false,
                                    new Page.Request(1, 30)))
                            .total()))
        .isEqualTo(2);
  }
}
