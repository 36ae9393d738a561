package io.rollcall.application.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.InMemorySyncRunRepository;
import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.RunLimits;
import io.rollcall.application.port.SyncRunRepository;
import io.rollcall.application.port.UseCaseTest;
import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.MappingLists;
import io.rollcall.domain.federation.RemovalBudget;
import io.rollcall.domain.federation.SyncProblem;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.SyncRunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An organization whose owner connects a directory, and everything that runs need. */
abstract class DirectoryUseCaseTest extends UseCaseTest {
  /** Runs that fail on purpose would fill the output of the build. */
  private static final Logger LOG = Logger.getLogger("io.rollcall.application.federation");

  static {
    LOG.setLevel(Level.OFF);
  }

  static final Page.Request ALL = new Page.Request(1, Page.Request.MAX_SIZE);

  final UserId owner = person("owner");
  final OrganizationId here = found(owner);
  final ScriptedDirectory reader = new ScriptedDirectory();
  final List<SyncRun> written = new ArrayList<>();

  /** What happens elsewhere each time the state of a run is written down. */
  Runnable meanwhile = () -> {};

  final SyncRunRepository runs =
      new InMemorySyncRunRepository(world) {
        @Override
        public void update(SyncRun run) {
          super.update(run);
          written.add(run);
          meanwhile.run();
        }
      };

  final DirectoryAccess access = new DirectoryAccess(world.organizations());
  final SaveDirectory save =
      new SaveDirectory(
          access,
          world.directories(),
          reader,
          new Mappings(world.workspaces(), world.projects(), world.ids(), world.clock()),
          world.ids(),
          world.clock(),
          world.notes());
  final ApplySyncPlan apply =
      new ApplySyncPlan(
          world.staging(), world.organizations(), runs, world.directories(), world.clock());
  final SyncDirectory sync =
      new SyncDirectory(
          world.directories(),
          world.organizations(),
          runs,
          world.staging(),
          reader,
          apply,
          new RunSlots(new RunLimits(4)),
          world.atomically(),
          world.ids(),
          world.clock());
  final RequestSync request =
      new RequestSync(
          access,
          world.directories(),
          runs,
          sync,
          world.background(),
          world.atomically(),
          world.ids(),
          world.clock(),
          world.notes());
  final ReviewSync review =
      new ReviewSync(access, world.directories(), runs, apply, world.clock(), world.notes());

  static DirectorySettings settings() {
    return new DirectorySettings(
        List.of("ldaps://directory.example.com:636"),
        DirectorySettings.Security.LDAPS,
        null,
        "cn=reader,dc=example,dc=com",
        Secret.of("bind secret"),
        new DirectorySettings.Users(
            List.of(ScriptedDirectory.BASE),
            DirectorySettings.Users.DEFAULT_FILTER,
            List.of("uid", "mail"),
            null,
            DirectorySettings.Attributes.DEFAULT,
            null,
            null),
        new DirectorySettings.Groups(
            List.of("ou=groups,dc=example,dc=com"),
            null,
            DirectorySettings.GroupType.GROUP_OF_NAMES,
            true),
        DirectorySettings.Limits.DEFAULT);
  }

  static SaveDirectory.Description description(Directory.People people, MappingLists mappings) {
    return new SaveDirectory.Description(
        "Corporate",
        settings(),
        people,
        Directory.Mode.LOGIN_ONLY,
        RemovalBudget.DEFAULT,
        mappings);
  }

  /** Group → role, in pairs. */
  static MappingLists roles(String... groupsAndRoles) {
    var roles = new ArrayList<MappingLists.Named>();
    for (int i = 0; i < groupsAndRoles.length; i += 2) {
      roles.add(new MappingLists.Named(groupsAndRoles[i + 1], groupsAndRoles[i]));
    }
    return new MappingLists(roles, List.of(), List.of());
  }

  Directory connect(String... groupsAndRoles) {
    return connect(Directory.People.MAPPED, roles(groupsAndRoles));
  }

  Directory connect(Directory.People people, MappingLists mappings) {
    return save.create(here, owner, description(people, mappings));
  }

  RequestSync.Command command(Directory directory) {
    return new RequestSync.Command(here, owner, directory.id());
  }

  /** A run to its end, an hour after whatever was before. */
  SyncRun sync(Directory directory) {
    later(Duration.ofHours(1));
    return run(request.run(command(directory), false).id());
  }

  SyncRun run(SyncRunId id) {
    return world.runs().find(here, id).orElseThrow();
  }

  void isDone(SyncRun run) {
    assertThat(run.reason()).isNull();
    assertThat(run.status()).isEqualTo(SyncRun.Status.DONE);
  }

  List<SyncProblem> problems(SyncRun run) {
    return world.runs().problems(here, run.id(), ALL).items();
  }

  /** The account of somebody whom the directory lists. */
  UserId imported(String name) {
    return account(name).orElseThrow(() -> new AssertionError(name + " was not imported"));
  }

  Optional<UserId> account(String name) {
    return world
        .users()
        .credentials(EmailAddress.parse(name + "@corp.example.com").orElseThrow())
        .map(found -> found.user().id());
  }

  Membership member(String name) {
    return member(here, imported(name));
  }

  Role role(String name) {
    return member(name).role();
  }

  /** Everything about everybody that a run could change. */
  List<Membership> everybody() {
    return world.memberViews().members(everyone(false)).items().stream()
        .map(row -> member(here, new UserId(row.userId())))
        .toList();
  }

  MemberViews.Query everyone(boolean deleted) {
    return new MemberViews.Query(
        here,
        MemberViews.Filter.of(
            new MemberViews.Traits("", Set.of(), Set.of(), deleted, null, null, Set.of())),
        MemberViews.Ordering.USER_ID,
        false,
        ALL);
  }
}
