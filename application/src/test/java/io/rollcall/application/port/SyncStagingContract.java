package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.application.port.SyncStaging.Affected;
import io.rollcall.application.port.SyncStaging.Planned;
import io.rollcall.application.port.SyncStaging.StagedPerson;
import io.rollcall.domain.federation.AddressClaim;
import io.rollcall.domain.federation.DesiredAccess;
import io.rollcall.domain.federation.DesiredAccess.Listing;
import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.DirectoryGroup;
import io.rollcall.domain.federation.DirectoryPerson;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.GroupMapping;
import io.rollcall.domain.federation.GroupMapping.Effect;
import io.rollcall.domain.federation.GroupResolution;
import io.rollcall.domain.federation.PlannedChange;
import io.rollcall.domain.federation.Provisioning;
import io.rollcall.domain.federation.RemovalBudget;
import io.rollcall.domain.federation.ResolvedGroups;
import io.rollcall.domain.federation.SyncCounts;
import io.rollcall.domain.federation.SyncProblem;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.identity.DomainName;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.ProviderKind;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.identity.VerifiedDomain;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.RuleViolated;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Suspension;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SyncStaging} does. The contract plays the part of the use case: it decides what
 * a difference means with the domain, as a run does.
 */
public abstract class SyncStagingContract extends PortContract {
  private static final Page.Request ALL = new Page.Request(1, Page.Request.MAX_SIZE);

  /** What the directory lists, by subject. */
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private final Map<String, Set<String>> groups = new LinkedHashMap<>();
  private final String domain = unique("corp") + ".example.com";
  private UserId owner;
  private OrganizationId here;
  private Directory directory;
  private int minute = 10;

  protected abstract SyncStaging staging();

  /**
   * The transitions in the history of a member, as {@code Transition.code()} has them, in order.
   */
  protected abstract List<String> transitions(OrganizationId organization, UserId user);

  /** The DN under which a directory's person is known. */
  protected abstract Optional<String> dn(
      OrganizationId organization, ProviderId directory, String subject);

  private record Entry(
      String subject,
      String dn,
      @Nullable EmailAddress email,
      User.Profile profile,
      boolean disabled) {}

  @BeforeEach
  void connect() {
    owner = person("owner");
    here = found(owner);
    directory = connect(here, Directory.People.MAPPED);
  }

  private Directory connect(OrganizationId organization, Directory.People people) {
    var connected =
        directory(
            ports().ids().nextProvider(),
            organization,
            people,
            List.of(
                mapping(
                    "annotators", new Effect.Gives(new Target.OrganizationRole(Role.ANNOTATOR))),
                mapping("managers", new Effect.Gives(new Target.OrganizationRole(Role.MANAGER))),
                mapping("leavers", new Effect.Suspends())));
    ports().transaction(() -> ports().directories().add(connected));
    return connected;
  }

  private GroupMapping mapping(String group, Effect effect) {
    return new GroupMapping(ports().ids().nextMapping(), group, null, effect);
  }

  private static Directory directory(
      ProviderId id,
      OrganizationId organization,
      Directory.People people,
      List<GroupMapping> mappings) {
    var settings =
        new DirectorySettings(
            List.of("ldaps://directory.example.com:636"),
            DirectorySettings.Security.LDAPS,
            null,
            null,
            null,
            new DirectorySettings.Users(
                List.of("ou=people,dc=example,dc=com"),
                DirectorySettings.Users.DEFAULT_FILTER,
                List.of("uid"),
                null,
                DirectorySettings.Attributes.DEFAULT,
                null,
                null),
            new DirectorySettings.Groups(
                List.of(), null, DirectorySettings.GroupType.GROUP_OF_NAMES, true),
            DirectorySettings.Limits.DEFAULT);
    return new Directory(
        id,
        organization,
        "Corporate",
        settings,
        people,
        Directory.Mode.LOGIN_ONLY,
        RemovalBudget.DEFAULT,
        mappings,
        Directory.State.ACTIVE,
        T0,
        0);
  }

  // What the directory lists -------------------------------------------------------------------

  private EmailAddress address(String name) {
    return EmailAddress.parse(name + "@" + domain).orElseThrow();
  }

  private void list(String name) {
    list(name, address(name), false);
  }

  private void list(String name, @Nullable EmailAddress email, boolean disabled) {
    list(name, email, disabled, new User.Profile(name, name, "Example", ""));
  }

  private void list(
      String name, @Nullable EmailAddress email, boolean disabled, User.Profile profile) {
    entries.put(name, new Entry("id-" + name, "uid=" + name, email, profile, disabled));
  }

  private String subject(String name) {
    var entry = entries.get(name);
    return entry == null ? "id-" + name : entry.subject();
  }

  private void group(String group, String... names) {
    groups.put(group, new HashSet<>(Arrays.asList(names)));
  }

  /** Ann and Bob annotate; Dan is in no mapped group. */
  private void company() {
    list("ann");
    list("bob");
    list("dan");
    group("annotators", "ann", "bob");
    group("managers");
    group("leavers");
  }

  // A run --------------------------------------------------------------------------------------

  private SyncRun start(SyncRun.Purpose purpose) {
    minute += 10;
    var run =
        new SyncRun(
            ports().ids().nextRun(),
            directory.organization(),
            directory.id(),
            SyncRun.Status.QUEUED,
            false,
            purpose,
            owner,
            SyncRun.Progress.WAITING,
            SyncCounts.NONE,
            null,
            SyncRun.Seconds.NONE,
            at(minute),
            null);
    ports().transaction(() -> ports().runs().start(run));
    return run;
  }

  private Occasion occasion(SyncRun run) {
    return new Occasion(at(minute), new Recorder.BySync(run.id()));
  }

  private Directory stored() {
    return ports()
        .transaction(() -> ports().directories().find(directory.organization(), directory.id()))
        .orElseThrow();
  }

  private record Outcome(
      SyncRun run,
      Map<Integer, EmailAddress> recorded,
      List<AddressClaim> claims,
      AddressClaim.Decision decision,
      List<Affected> affected,
      List<PlannedChange> planned,
      int late) {}

  /** Reads, compares, plans and stores. */
  private Outcome plan() {
    return plan(start(SyncRun.Purpose.SYNC), () -> {});
  }

  /**
   * @param meanwhile happens after the plan was made and before it is stored
   */
  private Outcome plan(SyncRun run, Runnable meanwhile) {
    var current = stored();
    try (var stage = staging().open(run, current).orElseThrow()) {
      var organization =
          ports()
              .transaction(() -> ports().organizations().find(current.organization()))
              .orElseThrow();
      var resolved = read(stage, current);
      var recorded = stage.recordedAddresses(IntStream.range(0, entries.size()).boxed().toList());
      stage.chooseAddresses(Map.of());
      var claims = stage.claims();
      var decision = AddressClaim.decide(claims);
      stage.decide(decision.links(), decision.problems().keySet());
      stage.desired(resolved);
      boolean everybody = current.people() == Directory.People.ALL;
      var provisioning =
          new Provisioning(
              current.id(),
              ProviderKind.LDAP,
              current.organization(),
              organization.defaultRole(),
              organization.policy(),
              everybody,
              new Provisioning.NewIds(ports().ids(), ports().ids()::nextUser),
              occasion(run));
      var affected = new ArrayList<Affected>();
      var planned = new ArrayList<PlannedChange>();
      stage.affected(
          everybody,
          batch -> {
            affected.addAll(batch);
            var decided = new ArrayList<Planned>();
            for (var one : batch) {
              provisioning
                  .plan(one.current(), desired(run, one, resolved))
                  .ifPresent(change -> decided.add(new Planned(one.ordinal(), change)));
            }
            stage.plan(decided);
            decided.forEach(one -> planned.add(one.change()));
          });
      meanwhile.run();
      int late = stage.store(resolved, List.copyOf(decision.problems().values()), occasion(run));
      return new Outcome(run, recorded, claims, decision, affected, planned, late);
    }
  }

  private ResolvedGroups read(SyncStaging.Stage stage, Directory current) {
    var resolution = new GroupResolution(true);
    var staged = new ArrayList<StagedPerson>();
    for (var entry : entries.values()) {
      int ordinal =
          resolution.addPerson(
              new DirectoryPerson(
                  entry.subject,
                  entry.subject,
                  entry.dn,
                  List.of(),
                  "",
                  "",
                  "",
                  entry.disabled,
                  List.of()));
      staged.add(
          new StagedPerson(
              ordinal, entry.subject, entry.dn, entry.email, entry.profile, entry.disabled));
    }
    groups.forEach(
        (group, names) ->
            resolution.addGroup(
                new DirectoryGroup(
                    "gid-" + group,
                    group,
                    group,
                    group,
                    names.stream().map(this::subject).toList(),
                    List.of())));
    int half = staged.size() / 2;
    stage.people(staged.subList(0, half));
    stage.people(staged.subList(half, staged.size()));
    return resolution.resolve(current.mappings(), name -> name);
  }

  private static DesiredAccess desired(SyncRun run, Affected affected, ResolvedGroups resolved) {
    if (affected.ordinal() >= 0) {
      return new DesiredAccess(
          affected.disabled() ? Listing.DISABLED : Listing.LISTED, resolved.of(affected.ordinal()));
    }
    return switch (run.purpose()) {
      case SYNC -> DesiredAccess.gone();
      case FAREWELL -> DesiredAccess.withdrawn();
    };
  }

  /** Applies in a transaction of its own and by objects of its own, as another node would. */
  private void apply(SyncRun run) {
    ports()
        .transaction(
            () -> {
              var found = ports().runs().lock(run.organization(), run.id()).orElseThrow();
              staging().apply(found, occasion(run));
            });
    finish(run);
  }

  private void finish(SyncRun run) {
    ports()
        .transaction(() -> ports().runs().update(run.ended(SyncRun.Status.DONE, null, at(minute))));
  }

  private Outcome sync() {
    var outcome = plan();
    apply(outcome.run());
    return outcome;
  }

  private Outcome farewell() {
    entries.clear();
    groups.clear();
    var outcome = plan(start(SyncRun.Purpose.FAREWELL), () -> {});
    apply(outcome.run());
    return outcome;
  }

  private void isStale(Outcome outcome) {
    assertThatThrownBy(() -> apply(outcome.run()))
        .isInstanceOfSatisfying(
            RuleViolated.class,
            refused -> assertThat(refused.violation()).isInstanceOf(Violation.PlanIsStale.class));
    finish(outcome.run());
  }

  private Optional<UserId> account(EmailAddress email) {
    return ports()
        .transaction(() -> ports().users().credentials(email))
        .map(found -> found.user().id());
  }

  private UserId user(String name) {
    return account(address(name)).orElseThrow(() -> new AssertionError(name + " has no account"));
  }

  private Membership member(String name) {
    return member(directory.organization(), user(name));
  }

  private User profile(UserId id) {
    return ports().transaction(() -> ports().users().find(id)).orElseThrow();
  }

  private List<SyncProblem> problems(Outcome outcome) {
    return ports()
        .transaction(() -> ports().runs().problems(here, outcome.run().id(), ALL))
        .items();
  }

  private List<String> names(List<Affected> affected) {
    var listed = List.copyOf(entries.keySet());
    return affected.stream()
        .filter(one -> one.ordinal() >= 0)
        .map(one -> listed.get(one.ordinal()))
        .toList();
  }

  private void changeRole(UserId user, @Nullable Role role) {
    minute++;
    change(
        here,
        List.of(owner, user),
        occasion(owner, minute),
        slice -> slice.changeRole(owner, user, role));
  }

  /** An account that no directory made. */
  private UserId signedUp(EmailAddress email) {
    var user =
        new User(
            ports().ids().nextUser(),
            email,
            new User.Profile("old", "Old", "Name", "123"),
            null,
            T0,
            T0);
    ports().transaction(() -> ports().users().add(user, null));
    return user.id();
  }

  private static boolean isGiven(Membership member, Role role) {
    return member.facts().grants().stream()
        .anyMatch(
            g ->
                g.isActive()
                    && g.source() instanceof Source.Provider
                    && g.target().equals(new Target.OrganizationRole(role)));
  }

  // The lock -----------------------------------------------------------------------------------

  @Test
  void secondRunGetsNoStageWhileOneIsOpen() {
    var run = start(SyncRun.Purpose.SYNC);
    try (var stage = staging().open(run, directory).orElseThrow()) {
      assertThat(stage).isNotNull();
      assertThat(staging().open(run, directory)).isEmpty();
    }
  }

  @Test
  void closingGivesTheLockBack() {
    var run = start(SyncRun.Purpose.SYNC);
    staging().open(run, directory).orElseThrow().close();

    var again = staging().open(run, directory);

    assertThat(again).isPresent();
    again.orElseThrow().close();
  }

  @Test
  void runsOfTwoDirectoriesDoNotWaitForEachOther() {
    var run = start(SyncRun.Purpose.SYNC);
    try (var stage = staging().open(run, directory).orElseThrow()) {
      assertThat(stage).isNotNull();
      directory = connect(here, Directory.People.MAPPED);
      var other = staging().open(start(SyncRun.Purpose.SYNC), directory);
      assertThat(other).isPresent();
      other.orElseThrow().close();
    }
  }

  @Test
  void closedStageLeavesNothingBehind() {
    company();
    try (var stage = staging().open(start(SyncRun.Purpose.SYNC), directory).orElseThrow()) {
      read(stage, directory);
    }
    finish(
        ports()
            .transaction(() -> ports().runs().runs(here, directory.id(), ALL))
            .items()
            .getFirst());
    entries.clear();
    group("annotators");

    assertThat(plan().affected()).isEmpty();
  }

  // New people ---------------------------------------------------------------------------------

  @Test
  void newPersonInAMappedGroupJoins() {
    company();

    var outcome = sync();

    assertThat(names(outcome.affected())).containsExactlyInAnyOrder("ann", "bob");
    assertThat(outcome.affected()).allMatch(one -> one.current() == null);
    var ann = member("ann");
    assertThat(ann.role()).isEqualTo(Role.ANNOTATOR);
    assertThat(ann.rule()).isEqualTo(Rule.HIGHEST_MAPPED);
    assertThat(ann.seated()).isTrue();
    assertThat(ann.joinedAt()).isEqualTo(at(minute));
    assertThat(ann.facts().listedBy()).containsExactly(directory.id());
    assertThat(account(address("dan"))).isEmpty();
  }

  @Test
  void everyFactIsWrittenAsItWasPlanned() {
    company();
    group("managers", "ann");
    group("leavers", "bob");

    var outcome = sync();

    assertThat(outcome.planned())
        .hasSize(2)
        .allSatisfy(
            change -> {
              var planned = change.after();
              var written = member(here, planned.user());
              assertThat(written.id()).isEqualTo(planned.id());
              assertThat(written.facts().grants())
                  .containsExactlyInAnyOrderElementsOf(planned.facts().grants());
              assertThat(written.facts().suspensions())
                  .containsExactlyInAnyOrderElementsOf(planned.facts().suspensions());
              assertThat(written.facts().listedBy()).isEqualTo(planned.facts().listedBy());
              assertThat(written.entitled()).isEqualTo(planned.entitled());
            });
  }

  @Test
  void newAccountBelongsToTheOrganizationThatMadeIt() {
    company();

    sync();

    assertThat(profile(user("ann")))
        .isEqualTo(
            new User(
                user("ann"),
                address("ann"),
                new User.Profile("ann", "ann", "Example", ""),
                here,
                null,
                at(minute)));
    assertThat(dn(here, directory.id(), "id-ann")).contains("uid=ann");
  }

  @Test
  void everybodyIsImportedWhenAsked() {
    directory = connect(here, Directory.People.ALL);
    company();

    var outcome = sync();

    assertThat(names(outcome.affected())).containsExactlyInAnyOrder("ann", "bob", "dan");
    assertThat(member("dan").role()).isEqualTo(Role.NOT_ACTIVATED);
    assertThat(member("dan").facts().listedBy()).containsExactly(directory.id());
  }

  @Test
  void newPersonWithoutAddressIsNotAffected() {
    company();
    list("ann", null, false);

    assertThat(names(plan().affected())).containsExactly("bob");
  }

  @Test
  void disabledNewPersonIsStagedAsDisabled() {
    company();
    list("ann", address("ann"), true);

    var outcome = sync();

    assertThat(outcome.affected())
        .filteredOn(Affected::disabled)
        .extracting(Affected::ordinal)
        .containsExactly(0);
    assertThat(member("ann").role()).isEqualTo(Role.DEACTIVATED);
  }

  @Test
  void namesMayHoldAnything() {
    var profile = new User.Profile("a\tb\\c", "\\N", "O'Neil \"x\",\r\n{y}; 東京 𝔘", "");
    list("ann", address("ann"), false, profile);
    group("annotators", "ann");

    sync();

    assertThat(profile(user("ann")).profile()).isEqualTo(profile);
    assertThat(plan().planned()).isEmpty();
  }

  @Test
  void manyPeopleComeInBatches() {
    var names = IntStream.range(0, 4500).mapToObj(i -> "p" + i).toArray(String[]::new);
    Arrays.stream(names).forEach(this::list);
    group("annotators", names);
    var run = start(SyncRun.Purpose.SYNC);

    var outcome = plan(run, () -> {});
    apply(run);

    assertThat(outcome.planned()).hasSize(4500);
    assertThat(ports().transaction(() -> staging().members(run))).isEqualTo(4501);
    assertThat(plan().affected()).isEmpty();
  }

  @Test
  void historyTellsThatTheyJoined() {
    company();

    sync();

    assertThat(transitions(here, user("ann"))).containsExactly("joined");
  }

  @Test
  void workspacesOfAGroupAreJoinedAndLeft() {
    var radiology = workspace(here, owner, "Radiology");
    var withWorkspace = new ArrayList<>(directory.mappings());
    withWorkspace.add(mapping("radiologists", new Effect.Gives(new Target.Workspace(radiology))));
    save(withWorkspace);
    company();
    group("radiologists", "ann");
    sync();
    assertThat(workspaces("ann")).containsExactly(radiology);
    group("radiologists");

    sync();

    assertThat(workspaces("ann")).isEmpty();
    assertThat(member("ann").entitled().workspaces()).isEmpty();
    assertThat(transitions(here, user("ann"))).containsExactly("joined", "access-changed");
  }

  private Set<WorkspaceId> workspaces(String name) {
    return ports()
        .transaction(() -> ports().organizations().acting(here, user(name)))
        .orElseThrow()
        .standing()
        .workspaces();
  }

  private void save(List<GroupMapping> mappings) {
    var changed = directory(directory.id(), here, directory.people(), mappings);
    ports().transaction(() -> ports().directories().save(changed));
  }

  // Followed people ----------------------------------------------------------------------------

  @Test
  void nobodyIsAffectedWhenNothingChanged() {
    company();
    list("eve", address("eve"), true);
    group("annotators", "ann", "bob", "eve");
    group("leavers", "bob");
    sync();

    var outcome = plan();

    assertThat(outcome.affected()).isEmpty();
    assertThat(outcome.late()).isZero();
  }

  @Test
  void onlyWhoeverChangedIsAffected() {
    company();
    sync();
    group("annotators", "ann");
    group("managers", "bob");

    var outcome = sync();

    assertThat(names(outcome.affected())).containsExactly("bob");
    assertThat(outcome.affected().getFirst().current()).isNotNull();
    assertThat(isGiven(member("bob"), Role.MANAGER)).isTrue();
    assertThat(isGiven(member("bob"), Role.ANNOTATOR)).isFalse();
    assertThat(member("bob").role()).isEqualTo(Role.MANAGER);
    assertThat(member("bob").version()).isEqualTo(1);
    assertThat(transitions(here, user("bob"))).containsExactly("joined", "role-changed");
  }

  @Test
  void whoLosesTheLastGroupLosesAccessAndSessions() {
    company();
    sync();
    var bound = session(user("bob"), here);
    group("annotators", "ann");

    var outcome = sync();

    assertThat(outcome.planned())
        .extracting(PlannedChange::kind)
        .containsExactly(PlannedChange.Kind.REMOVED);
    assertThat(member("bob").role()).isEqualTo(Role.DEACTIVATED);
    assertThat(member("bob").seated()).isFalse();
    assertThat(ports().transaction(() -> ports().sessions().find(bound))).isEmpty();
    assertThat(transitions(here, user("bob"))).containsExactly("joined", "suspended");
  }

  private TokenHash session(UserId user, OrganizationId boundTo) {
    var token = ports().vault().hash(ports().vault().newToken());
    ports()
        .transaction(
            () ->
                ports()
                    .sessions()
                    .open(
                        new Session(ports().ids().nextSession(), user, boundTo, boundTo, T0, at(1)),
                        token,
                        "browser",
                        "192.0.2.1"));
    return token;
  }

  @Test
  void personIsFollowedByTheStableId() {
    company();
    sync();
    var bob = user("bob");
    entries.put(
        "bob",
        new Entry(
            "id-bob",
            "uid=robert,ou=berlin",
            address("bob"),
            new User.Profile("bob", "bob", "Example", ""),
            false));

    var outcome = sync();

    assertThat(outcome.planned()).isEmpty();
    assertThat(user("bob")).isEqualTo(bob);
    assertThat(dn(here, directory.id(), "id-bob")).contains("uid=robert,ou=berlin");
  }

  @Test
  void personOfAnotherSubjectIsSomebodyElse() {
    company();
    sync();
    list("bob2", address("bob2"), false);
    entries.remove("bob");
    group("annotators", "ann", "bob2");

    sync();

    assertThat(user("bob2")).isNotEqualTo(user("bob"));
    assertThat(member("bob").role()).isEqualTo(Role.DEACTIVATED);
  }

  @Test
  void sameSubjectOfAnotherDirectoryIsSomebodyElse() {
    company();
    sync();
    var bob = user("bob");
    directory = connect(here, Directory.People.MAPPED);

    isSomebodyElse(bob);

    assertThat(member(here, bob).role()).isEqualTo(Role.ANNOTATOR);
  }

  @Test
  void sameSubjectInAnotherOrganizationIsSomebodyElse() {
    company();
    sync();
    var bob = user("bob");
    directory = connect(found(owner), Directory.People.MAPPED);

    isSomebodyElse(bob);

    assertThat(member(here, bob).role()).isEqualTo(Role.ANNOTATOR);
  }

  /** The directory connected last lists one person, under the subject that Bob has in another. */
  private void isSomebodyElse(UserId bob) {
    entries.clear();
    groups.clear();
    entries.put(
        "eve",
        new Entry(
            "id-bob",
            "uid=eve",
            address("eve"),
            new User.Profile("eve", "Eve", "Example", ""),
            false));
    group("managers", "bob");

    sync();

    assertThat(user("eve")).isNotEqualTo(bob);
    assertThat(member("eve").role()).isEqualTo(Role.MANAGER);
    assertThat(profile(bob).email()).isEqualTo(address("bob"));
  }

  @Test
  void disabledAndEnabledAgain() {
    company();
    sync();
    list("bob", address("bob"), true);
    var disabled = sync();
    assertThat(names(disabled.affected())).containsExactly("bob");
    assertThat(member("bob").role()).isEqualTo(Role.DEACTIVATED);
    var nothing = plan();
    assertThat(nothing.affected()).isEmpty();
    finish(nothing.run());
    list("bob");

    sync();

    assertThat(member("bob").role()).isEqualTo(Role.ANNOTATOR);
    assertThat(member("bob").seated()).isTrue();
    assertThat(transitions(here, user("bob"))).containsExactly("joined", "suspended", "resumed");
  }

  @Test
  void goneAndBack() {
    company();
    sync();
    entries.remove("bob");
    group("annotators", "ann");

    var gone = sync();

    assertThat(gone.affected())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.ordinal()).isEqualTo(-1);
              assertThat(one.current()).isNotNull();
            });
    assertThat(member("bob").facts().listedBy()).isEmpty();
    assertThat(member("bob").facts().suspensions())
        .filteredOn(Suspension::isActive)
        .extracting(Suspension::cause)
        .containsExactly(new Suspension.Cause.Gone(directory.id(), ProviderKind.LDAP));
    var nothing = plan();
    assertThat(nothing.planned()).as("gone already").isEmpty();
    finish(nothing.run());
    company();

    sync();

    assertThat(member("bob").role()).isEqualTo(Role.ANNOTATOR);
    assertThat(member("bob").facts().listedBy()).containsExactly(directory.id());
  }

  @Test
  void groupSuspendsAndLetsGo() {
    company();
    sync();
    group("leavers", "bob");
    var suspended = sync();
    assertThat(names(suspended.affected())).containsExactly("bob");
    assertThat(member("bob").role()).isEqualTo(Role.DEACTIVATED);
    assertThat(member("bob").facts().suspensions())
        .filteredOn(Suspension::isActive)
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.cause())
                    .isInstanceOfSatisfying(
                        Suspension.Cause.InGroup.class,
                        in -> assertThat(in.group().id()).isEqualTo("gid-leavers")));
    group("leavers");

    sync();

    assertThat(member("bob").role()).isEqualTo(Role.ANNOTATOR);
  }

  @Test
  void mappingTakenAwayEndsWhatItGave() {
    company();
    sync();
    save(directory.mappings().subList(1, 3));

    var outcome = sync();

    assertThat(names(outcome.affected())).containsExactlyInAnyOrder("ann", "bob");
    assertThat(isGiven(member("ann"), Role.ANNOTATOR)).isFalse();
  }

  @Test
  void mappingToAnotherGroupIdIsAnotherFact() {
    company();
    sync();
    groups.remove("annotators");
    group("labelers", "ann", "bob");
    var renamed = new ArrayList<>(directory.mappings());
    var first = renamed.getFirst();
    renamed.set(0, new GroupMapping(first.id(), "labelers", null, first.effect()));
    save(renamed);

    var outcome = sync();

    assertThat(names(outcome.affected())).containsExactlyInAnyOrder("ann", "bob");
    assertThat(member("ann").role()).isEqualTo(Role.ANNOTATOR);
    assertThat(member("ann").facts().grants())
        .filteredOn(g -> g.isActive() && g.source() instanceof Source.Provider)
        .hasSize(1);
  }

  @Test
  void otherDirectoriesOfTheOrganizationAreLeftAlone() {
    company();
    sync();
    directory = connect(here, Directory.People.MAPPED);
    entries.clear();
    groups.clear();
    list("zoe");
    group("annotators", "zoe");

    var outcome = sync();

    assertThat(names(outcome.affected())).containsExactly("zoe");
    assertThat(outcome.affected()).hasSize(1);
    assertThat(member("ann").role()).isEqualTo(Role.ANNOTATOR);
  }

  @Test
  void removedMemberReturnsWithACleanSlate() {
    company();
    sync();
    minute++;
    change(
        here,
        List.of(owner, user("bob")),
        occasion(owner, minute),
        slice -> slice.remove(owner, user("bob")));

    var outcome = sync();

    assertThat(names(outcome.affected())).containsExactly("bob");
    var bob = member("bob");
    assertThat(bob.isDeleted()).isFalse();
    assertThat(bob.role()).isEqualTo(Role.ANNOTATOR);
    assertThat(bob.joinedAt()).isEqualTo(at(minute));
    assertThat(bob.facts().grants()).allMatch(grant -> grant.isActive()).hasSize(2);
    assertThat(transitions(here, user("bob"))).containsExactly("joined", "removed", "returned");
    assertThat(ports().transaction(() -> staging().members(outcome.run()))).isEqualTo(3);
  }

  // Addresses ----------------------------------------------------------------------------------

  @Test
  void recordedAddressesAreOfThoseWhoAreFollowed() {
    company();
    sync();
    list("bob", address("robert"), false);
    list("eve");

    var recorded = plan().recorded();

    assertThat(recorded).isEqualTo(Map.of(0, address("ann"), 1, address("bob")));
  }

  @Test
  void chosenAddressIsTheOneThatCounts() {
    list("ann");
    group("annotators", "ann");
    var run = start(SyncRun.Purpose.SYNC);
    signedUp(address("lee"));
    try (var stage = staging().open(run, directory).orElseThrow()) {
      read(stage, directory);
      assertThat(stage.recordedAddresses(List.of(0))).isEmpty();
      stage.chooseAddresses(Map.of(0, address("lee")));
      assertThat(stage.claims()).extracting(AddressClaim::email).containsExactly(address("lee"));
    }
  }

  @Test
  void uncontestedAddressesAreNoClaims() {
    company();
    sync();
    list("eve");

    assertThat(plan().claims()).isEmpty();
  }

  @Test
  void twoNewEntriesWithOneAddressClaimItBoth() {
    company();
    list("bob", address("ann"), false);

    var outcome = plan();

    assertThat(outcome.claims()).extracting(AddressClaim::ordinal).containsExactlyInAnyOrder(0, 1);
    assertThat(outcome.claims())
        .allSatisfy(
            claim -> {
              assertThat(claim.followed()).isFalse();
              assertThat(claim.account()).isNull();
              assertThat(claim.name()).endsWith(" Example");
              assertThat(claim.dn()).startsWith("uid=");
            });
    assertThat(outcome.affected()).as("nobody is merged").isEmpty();
  }

  @Test
  void newEntryWithTheAddressOfAFollowedOneIsAConflict() {
    company();
    sync();
    list("eve", address("ann"), false);
    group("annotators", "ann", "bob", "eve");

    var outcome = sync();

    assertThat(outcome.decision().problems().get(3).kind())
        .isEqualTo(SyncProblem.Kind.DUPLICATE_EMAIL);
    assertThat(outcome.decision().problems()).hasSize(1);
    assertThat(outcome.affected()).isEmpty();
    assertThat(member("ann").role()).isEqualTo(Role.ANNOTATOR);
  }

  @Test
  void accountOfAStrangerIsClaimedAsSuch() {
    company();
    var ann = signedUp(address("ann"));

    assertThat(claimedAccount())
        .isEqualTo(new AddressClaim.Account(ann, false, false, false, false, false));
  }

  @Test
  void accountOfAMemberIsClaimedAsSuch() {
    company();
    var ann = signedUp(address("ann"));
    join(here, owner, ann, List.of(), 1);

    assertThat(claimedAccount())
        .isEqualTo(new AddressClaim.Account(ann, true, false, false, false, false));
  }

  @Test
  void accountThatBelongsElsewhereTooIsClaimedAsSuch() {
    company();
    var ann = signedUp(address("ann"));
    join(here, owner, ann, List.of(), 1);
    join(found(person("other")), owner, ann, List.of(), 1);

    assertThat(claimedAccount())
        .isEqualTo(new AddressClaim.Account(ann, true, false, true, false, false));
  }

  @Test
  void accountInAVerifiedDomainOfThisOrganizationIsClaimedAsSuch() {
    company();
    var ann = signedUp(address("ann"));
    verify(here);

    assertThat(claimedAccount())
        .isEqualTo(new AddressClaim.Account(ann, false, false, false, true, false));
  }

  @Test
  void verifiedDomainOfAnotherOrganizationProvesNothingHere() {
    company();
    var ann = signedUp(address("ann"));
    verify(found(person("other")));

    assertThat(claimedAccount())
        .isEqualTo(new AddressClaim.Account(ann, false, false, false, false, false));
  }

  private void verify(OrganizationId organization) {
    var verified =
        new VerifiedDomain(
            DomainName.parse(domain).orElseThrow(), organization, VerifiedDomain.Proof.DNS, T0);
    ports().transaction(() -> ports().domains().add(verified));
  }

  @Test
  void formerMembershipsAreNoMemberships() {
    company();
    var ann = signedUp(address("ann"));
    for (var organization : List.of(here, found(owner))) {
      join(organization, owner, ann, List.of(), 1);
      change(
          organization, List.of(owner, ann), occasion(owner, 2), slice -> slice.remove(owner, ann));
    }

    assertThat(claimedAccount())
        .isEqualTo(new AddressClaim.Account(ann, false, false, false, false, false));
  }

  @Test
  void accountOfTheOwnerIsClaimedAsSuch() {
    company();
    list("ann", profile(owner).email(), false);

    assertThat(claimedAccount())
        .isEqualTo(new AddressClaim.Account(owner, true, true, false, false, false));
  }

  @Test
  void accountFollowedByAnotherEntryIsClaimedAsSuch() {
    company();
    sync();
    var ann = user("ann");
    entries.remove("ann");
    list("ann again", address("ann"), false);
    group("annotators", "bob", "ann again");

    var account = plan().claims().getFirst().account();

    assertThat(account).isEqualTo(new AddressClaim.Account(ann, true, false, false, false, true));
  }

  private AddressClaim.@Nullable Account claimedAccount() {
    var claims = plan().claims();
    assertThat(claims).singleElement().satisfies(c -> assertThat(c.ordinal()).isZero());
    return claims.getFirst().account();
  }

  @Test
  void linkedAccountIsFollowedFromThenOn() {
    company();
    var ann = signedUp(address("ann"));
    join(here, owner, ann, List.of(), 1);

    var outcome = sync();

    assertThat(names(outcome.affected())).containsExactlyInAnyOrder("ann", "bob");
    assertThat(member("ann").user()).isEqualTo(ann);
    assertThat(member("ann").role()).isEqualTo(Role.ANNOTATOR);
    assertThat(member("ann").facts().listedBy()).containsExactly(directory.id());
    assertThat(profile(ann).profile().firstName()).as("not the organization's").isEqualTo("Old");
    assertThat(profile(ann).provisionedBy()).isNull();
    assertThat(plan().affected()).isEmpty();
  }

  @Test
  void linkedAccountKeepsItsNamesAndItsAddress() {
    company();
    var ann = signedUp(address("ann"));
    join(here, owner, ann, List.of(), 1);
    sync();
    entries.put(
        "ann",
        new Entry(
            "id-ann",
            "uid=ann,ou=moved",
            address("lee"),
            new User.Profile("lee", "Lee", "Smith", ""),
            false));

    sync();

    assertThat(profile(ann).email()).isEqualTo(address("ann"));
    assertThat(profile(ann).profile().firstName()).isEqualTo("Old");
    assertThat(dn(here, directory.id(), "id-ann")).contains("uid=ann,ou=moved");
  }

  @Test
  void excludedEntriesAreNotAffected() {
    company();
    signedUp(address("ann"));

    var outcome = sync();

    assertThat(outcome.decision().problems().keySet()).containsExactly(0);
    assertThat(names(outcome.affected())).containsExactly("bob");
    assertThat(problems(outcome))
        .extracting(SyncProblem::kind)
        .containsExactly(SyncProblem.Kind.ACCOUNT_EXISTS);
  }

  // Profiles -----------------------------------------------------------------------------------

  @Test
  void changedNamesAreWrittenAndThePhoneStays() {
    company();
    sync();
    ports()
        .transaction(
            () ->
                ports()
                    .users()
                    .updateProfile(
                        user("ann"), new User.Profile("ann", "ann", "Example", "+49 30 1")));
    list("ann", address("ann"), false, new User.Profile("ann", "Anna", "Smith", ""));

    var outcome = sync();

    assertThat(outcome.planned()).isEmpty();
    assertThat(profile(user("ann")).profile())
        .isEqualTo(new User.Profile("ann", "Anna", "Smith", "+49 30 1"));
    assertThat(transitions(here, user("ann"))).as("no change of membership").hasSize(1);
  }

  @Test
  void namesChangeTogetherWithGroups() {
    company();
    sync();
    list("ann", address("ann"), false, new User.Profile("ann", "Anna", "Smith", ""));
    group("managers", "ann");

    sync();

    assertThat(profile(user("ann")).profile().firstName()).isEqualTo("Anna");
    assertThat(member("ann").role()).isEqualTo(Role.MANAGER);
  }

  @Test
  void storingAloneChangesNobody() {
    company();
    sync();
    var before = member("ann");
    list("ann", address("anna"), false, new User.Profile("ann", "Anna", "Smith", ""));
    group("managers", "ann");

    plan();

    assertThat(member("ann")).isEqualTo(before);
    assertThat(profile(user("ann")).profile().firstName()).isEqualTo("ann");
  }

  @Test
  void changedAddressIsWritten() {
    company();
    sync();
    var ann = user("ann");
    list("ann", address("lee"), false);

    var outcome = sync();

    assertThat(outcome.late()).isZero();
    assertThat(profile(ann).email()).isEqualTo(address("lee"));
  }

  /** Else whoever runs one directory could become its people in every other organization. */
  @Test
  void whoeverBelongsToAnotherOrganizationKeepsTheAddress() {
    company();
    sync();
    var ann = user("ann");
    var theirOwner = person("stranger");
    var there = found(theirOwner);
    join(there, theirOwner, ann, Role.ADMINISTRATOR, 1);
    list("ann", address("lee"), false, new User.Profile("ann", "Anna", "Smith", ""));

    var outcome = sync();

    assertThat(profile(ann).email()).isEqualTo(address("ann"));
    assertThat(profile(ann).profile().firstName()).isEqualTo("Anna");
    assertThat(problems(outcome))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.kind()).isEqualTo(SyncProblem.Kind.EMAIL_KEPT);
              assertThat(problem.email()).isEqualTo(address("lee").value());
              assertThat(problem.name()).isEqualTo("Anna Smith");
            });
  }

  /** Whoever proved the old mailbox has proved nothing of the new one. */
  @Test
  void changedAddressIsNoLongerProved() {
    company();
    sync();
    var ann = user("ann");
    ports().transaction(() -> ports().users().setAddress(ann, address("ann"), at(minute)));
    assertThat(profile(ann).emailVerifiedAt()).isNotNull();
    sync();
    assertThat(profile(ann).emailVerifiedAt()).as("the same address").isNotNull();
    list("ann", address("annie"), false);

    sync();

    assertThat(profile(ann).email()).isEqualTo(address("annie"));
    assertThat(profile(ann).emailVerifiedAt()).isNull();
  }

  /** What a directory calls somebody is no id of ours, however alike they look. */
  @Test
  void subjectThatReadsLikeTheIdOfAnAccountIsSomebodyElse() {
    company();
    sync();
    var bob = user("bob");
    var before = profile(bob);
    entries.put(
        "eve",
        new Entry(
            bob.toString(),
            "uid=eve",
            address("eve"),
            new User.Profile("eve", "eve", "Example", ""),
            false));
    group("annotators", "ann", "bob", "eve");

    sync();

    assertThat(user("eve")).isNotEqualTo(bob);
    assertThat(profile(bob)).isEqualTo(before);
  }

  @Test
  void addressOfAnotherAccountIsReportedAndTheOldOneKept() {
    company();
    sync();
    signedUp(address("lee"));
    list("ann", address("lee"), false, new User.Profile("ann", "Anna", "Smith", ""));

    var outcome = sync();

    assertThat(outcome.late()).isEqualTo(1);
    assertThat(problems(outcome))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.kind()).isEqualTo(SyncProblem.Kind.EMAIL_TAKEN);
              assertThat(problem.email()).isEqualTo(address("lee").value());
              assertThat(problem.name()).isEqualTo("Anna Smith");
            });
    assertThat(profile(user("ann")).email()).isEqualTo(address("ann"));
    assertThat(profile(user("ann")).profile().firstName()).isEqualTo("Anna");
  }

  @Test
  void twoFollowedPeopleNeverGetOneAddress() {
    company();
    sync();
    var ann = user("ann");
    var bob = user("bob");
    list("ann", address("shared"), false);
    list("bob", address("shared"), false);

    var outcome = sync();

    assertThat(outcome.late()).isPositive();
    assertThat(profile(ann).email()).isNotEqualTo(profile(bob).email());
    assertThat(problems(outcome))
        .extracting(SyncProblem::kind)
        .contains(SyncProblem.Kind.EMAIL_TAKEN);
  }

  @Test
  void missingAddressKeepsTheRecordedOne() {
    company();
    sync();
    list("ann", null, false);

    var outcome = sync();

    assertThat(outcome.planned()).isEmpty();
    assertThat(user("ann")).isNotNull();
  }

  // The last run -------------------------------------------------------------------------------

  @Test
  void lastRunEndsWhatTheDirectoryGaveAndSaid() {
    company();
    list("eve", address("eve"), true);
    list("fay");
    group("annotators", "ann", "bob", "eve", "fay");
    group("leavers", "bob");
    sync();
    entries.remove("fay");
    sync();

    var outcome = farewell();

    assertThat(outcome.affected()).allMatch(one -> one.ordinal() == -1);
    for (var name : List.of("ann", "bob", "eve", "fay")) {
      var facts = member(name).facts();
      assertThat(facts.suspensions()).as(name).noneMatch(Suspension::isActive);
      assertThat(facts.grants())
          .as(name)
          .noneMatch(grant -> grant.isActive() && grant.source() instanceof Source.Provider);
      assertThat(facts.listedBy()).as(name).isEmpty();
      assertThat(member(name).rule()).as(name).isEqualTo(Rule.LOST_LAST_GROUP);
    }
  }

  // Seats --------------------------------------------------------------------------------------

  @Test
  void nobodyNewGetsASeatWhereSeatsAreLimitedAndHoldersKeepTheirs() {
    here = found(organization(owner, seats(2)));
    directory = connect(here, Directory.People.MAPPED);
    company();
    var first = sync();
    assertThat(member("ann").rule()).isEqualTo(Rule.SEAT_LIMIT);
    assertThat(member("ann").seated()).isFalse();
    ports()
        .transaction(
            () -> {
              var slice = ports().organizations().lock(here, List.of(), occasion(first.run()));
              slice.seat(ports().organizations().lockWaiting(here, slice.seatsToFill()));
              ports().organizations().save(slice);
            });
    assertThat(member("ann").seated()).isTrue();
    group("managers", "ann", "bob");

    sync();

    assertThat(member("ann").role()).isEqualTo(Role.MANAGER);
    assertThat(member("bob").rule()).isEqualTo(Rule.SEAT_LIMIT);
  }

  @Test
  void seatsOfThoseWhoGoAreFree() {
    here = found(organization(owner, seats(3)));
    directory = connect(here, Directory.People.MAPPED);
    company();
    var first = sync();
    ports()
        .transaction(
            () -> {
              var slice = ports().organizations().lock(here, List.of(), occasion(first.run()));
              slice.seat(ports().organizations().lockWaiting(here, slice.seatsToFill()));
              ports().organizations().save(slice);
            });
    group("annotators", "ann");

    var second = sync();

    var slice =
        ports()
            .transaction(
                () -> ports().organizations().lock(here, List.of(), occasion(second.run())));
    assertThat(slice.seats().taken()).isEqualTo(2);
    assertThat(slice.seatsToFill()).isEqualTo(1);
  }

  // Plans --------------------------------------------------------------------------------------

  @Test
  void planIsListedForReview() {
    company();
    sync();
    group("annotators", "ann");
    group("managers", "ann");
    list("eve");
    group("annotators", "ann", "eve");

    var outcome = plan();

    var changes =
        ports()
            .transaction(() -> ports().runs().changes(here, outcome.run().id(), Set.of(), ALL))
            .items();
    assertThat(changes)
        .extracting(SyncRunRepository.ChangeRow::kind)
        .containsExactly(
            PlannedChange.Kind.REMOVED, PlannedChange.Kind.CHANGED, PlannedChange.Kind.JOINED);
    assertThat(changes)
        .extracting(SyncRunRepository.ChangeRow::email)
        .containsExactly(address("bob").value(), address("ann").value(), address("eve").value());
    assertThat(changes.getLast().userId()).isNull();
    assertThat(changes.getLast().before()).isNull();
    assertThat(changes.getFirst().before().role()).isEqualTo(Role.ANNOTATOR);
    assertThat(changes.getFirst().after().role()).isEqualTo(Role.DEACTIVATED);
  }

  @Test
  void secondAttemptOfARunReplacesThePlan() {
    company();
    var run = start(SyncRun.Purpose.SYNC);
    plan(run, () -> {});
    group("annotators", "ann");

    plan(run, () -> {});
    apply(run);

    assertThat(member("ann").role()).isEqualTo(Role.ANNOTATOR);
    assertThat(account(address("bob"))).isEmpty();
  }

  @Test
  void planIsStaleWhenAMemberChanged() {
    company();
    sync();
    group("annotators", "ann");
    group("managers", "bob");
    var outcome = plan();
    changeRole(user("bob"), Role.REVIEWER);
    var before = member("bob");

    isStale(outcome);

    assertThat(member("bob")).isEqualTo(before);
  }

  @Test
  void nothingOfAStalePlanIsApplied() {
    company();
    sync();
    group("managers", "ann", "bob");
    list("eve");
    group("annotators", "ann", "bob", "eve");
    var outcome = plan();
    changeRole(user("bob"), Role.REVIEWER);

    isStale(outcome);

    assertThat(member("ann").role()).isEqualTo(Role.ANNOTATOR);
    assertThat(account(address("eve"))).isEmpty();
  }

  @Test
  void changeOfSomebodyElseLeavesThePlanFresh() {
    company();
    sync();
    group("managers", "bob");
    var outcome = plan();
    changeRole(user("ann"), Role.REVIEWER);

    apply(outcome.run());

    assertThat(member("bob").role()).isEqualTo(Role.MANAGER);
    assertThat(member("ann").role()).isEqualTo(Role.REVIEWER);
  }

  @Test
  void planIsStaleWhenTheSettingsOfTheDirectoryChanged() {
    company();
    var outcome = plan();
    save(directory.mappings().subList(0, 1));

    isStale(outcome);

    assertThat(account(address("ann"))).isEmpty();
  }

  @Test
  void planIsStaleWhenTheSettingsOfTheDirectoryChangedWhileItWasMade() {
    company();
    var outcome = plan(start(SyncRun.Purpose.SYNC), () -> save(directory.mappings().subList(0, 1)));

    isStale(outcome);
  }

  @Test
  void planIsStaleWhenTheOrganizationChanged() {
    company();
    var outcome = plan();
    changeDefaultRole();

    isStale(outcome);

    assertThat(account(address("ann"))).isEmpty();
  }

  @Test
  void planIsStaleWhenTheOrganizationChangedWhileItWasMade() {
    company();
    var outcome = plan(start(SyncRun.Purpose.SYNC), this::changeDefaultRole);

    isStale(outcome);
  }

  private void changeDefaultRole() {
    change(
        here,
        List.of(owner),
        occasion(owner, minute),
        slice -> slice.update(slice.organization().withDefaultRole(Role.REVIEWER)));
  }

  @Test
  void planIsStaleWhenTheAddressOfANewPersonWasTakenMeanwhile() {
    company();
    var outcome = plan();
    signedUp(address("ann"));

    isStale(outcome);

    assertThat(account(address("bob"))).isEmpty();
  }

  @Test
  void appliedPlanIsStale() {
    company();
    var outcome = sync();

    isStale(outcome);
  }

  @Test
  void pinnedGroupsDoNotMakeAPlanStale() {
    company();
    var outcome = plan();
    ports()
        .transaction(
            () ->
                ports()
                    .directories()
                    .pinGroups(here, Map.of(directory.mappings().getFirst().id(), "gid")));

    apply(outcome.run());

    assertThat(member("ann").role()).isEqualTo(Role.ANNOTATOR);
  }

  @Test
  void membersAreThoseWhoBelongNow() {
    company();
    var run = sync().run();

    assertThat(ports().transaction(() -> staging().members(run))).isEqualTo(3);
  }
}
