package io.rollcall.application.federation;

import io.rollcall.application.port.DirectoryReader;
import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.SyncStaging.Affected;
import io.rollcall.application.port.SyncStaging.Planned;
import io.rollcall.application.port.SyncStaging.Stage;
import io.rollcall.application.port.SyncStaging.StagedPerson;
import io.rollcall.domain.federation.AddressClaim;
import io.rollcall.domain.federation.DesiredAccess;
import io.rollcall.domain.federation.DesiredAccess.Listing;
import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.DirectoryGroup;
import io.rollcall.domain.federation.DirectoryPerson;
import io.rollcall.domain.federation.GroupResolution;
import io.rollcall.domain.federation.Provisioning;
import io.rollcall.domain.federation.ReadFailed;
import io.rollcall.domain.federation.ReadFailure;
import io.rollcall.domain.federation.ResolvedGroups;
import io.rollcall.domain.federation.SyncProblem;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.federation.SyncRun.Seconds;
import io.rollcall.domain.federation.SyncRun.Status;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.ProviderKind;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.organization.Organization;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The way of one run from the directory to a stored plan. Not thread-safe; lives for one attempt.
 */
final class SyncPlanning {
  private final Directory directory;
  private final Stage stage;
  private final DirectoryReader reader;
  private final RunProgress progress;
  private final Occasion occasion;
  private final Provisioning provisioning;
  private final GroupResolution resolution;
  private final RunTally tally = new RunTally();
  private final List<SyncProblem> problems = new ArrayList<>();
  private final Map<Integer, List<EmailAddress>> severalAddresses = new HashMap<>();
  private final Map<Integer, Unaddressed> withoutAddress = new HashMap<>();
  private Map<String, Integer> listedByBase = Map.of();
  private @Nullable ResolvedGroups resolved;

  /** Those who were read and are to be imported, less those whom the plan changes. */
  private int unchanged;

  private double readSeconds;
  private double resolveSeconds;
  private double planSeconds;

  SyncPlanning(
      Directory directory,
      Organization organization,
      Stage stage,
      DirectoryReader reader,
      RunProgress progress,
      IdSource ids,
      InstantSource clock) {
    this.directory = directory;
    this.stage = stage;
    this.reader = reader;
    this.progress = progress;
    this.occasion = new Occasion(clock.instant(), new Recorder.BySync(progress.run().id()));
    this.resolution = new GroupResolution(directory.settings().groups().nested());
    this.provisioning =
        new Provisioning(
            directory.id(),
            ProviderKind.LDAP,
            organization.id(),
            organization.defaultRole(),
            organization.policy(),
            directory.people() == Directory.People.ALL,
            new Provisioning.NewIds(ids, ids::nextUser),
            occasion);
  }

  /** What the entries of a base are called, in front of its DN. */
  private static final String PEOPLE = "people below ";

  private static final String GROUPS = "groups below ";

  private record Unaddressed(String dn, String name) {}

  Occasion occasion() {
    return occasion;
  }

  /** How many entries each base listed. */
  Map<String, Integer> listedByBase() {
    return listedByBase;
  }

  /** READ and RESOLVE. */
  void read(Map<String, Integer> listedBefore) {
    progress.begin(Status.READING, "read", null);
    var totals = reader.read(directory.settings(), new Listener());
    var listed = new HashMap<String, Integer>();
    totals.peopleByBase().forEach((base, people) -> listed.put(PEOPLE + base, people));
    totals.groupsByBase().forEach((base, groups) -> listed.put(GROUPS + base, groups));
    refuseEmptied(listedBefore, listed);
    listedByBase = listed;
    readSeconds = progress.begin(Status.PLANNING, "resolve", null);
    resolve();
  }

  /** Instead of reading, for the last run of a directory that is being removed. */
  void readNothing() {
    progress.begin(Status.PLANNING, "resolve", null);
    resolve();
  }

  private void resolve() {
    var groups = resolution.resolve(directory.mappings(), reader::canonicalGroupName);
    resolved = groups;
    if (progress.run().purpose() == SyncRun.Purpose.SYNC) {
      groups
          .unmatched()
          .forEach(
              mapping ->
                  problems.add(
                      new SyncProblem(
                          SyncProblem.Kind.GROUP_NOT_FOUND,
                          "",
                          mapping.group(),
                          "",
                          "A mapping names this group and the directory does not have it.")));
    }
  }

  /** PLAN: compares with what is recorded and stores what would change. */
  void plan() {
    var groups = groups();
    resolveSeconds = progress.begin(Status.PLANNING, "plan", (long) resolution.people());
    identify(groups);
    stage.desired(groups);
    stage.affected(directory.people() == Directory.People.ALL, this::decide);
    int late = stage.store(groups, problems, occasion);
    planSeconds = progress.begin(Status.PLANNING, "planned", null);
    progress.count(
        tally.counts(resolution.people(), resolution.groups(), problems.size() + late, unchanged));
  }

  /** Writes down how long the phases took. */
  void time() {
    progress.time(new Seconds(readSeconds, resolveSeconds, planSeconds, 0));
  }

  Map<MappingId, String> groupIds() {
    var ids = new HashMap<MappingId, String>();
    groups()
        .groupIds()
        .forEach((index, group) -> ids.put(groups().mappings().get(index).id(), group));
    return ids;
  }

  private ResolvedGroups groups() {
    if (resolved == null) {
      throw new IllegalStateException("nothing was read yet");
    }
    return resolved;
  }

  private void identify(ResolvedGroups groups) {
    var asked = new HashSet<>(severalAddresses.keySet());
    asked.addAll(withoutAddress.keySet());
    var recorded = stage.recordedAddresses(asked);
    stage.chooseAddresses(stillListed(recorded));
    withoutAddress.forEach(
        (ordinal, person) -> {
          if (!recorded.containsKey(ordinal) && wanted(ordinal, groups)) {
            problems.add(
                new SyncProblem(
                    SyncProblem.Kind.MISSING_EMAIL,
                    person.dn(),
                    person.name(),
                    "",
                    "No usable e-mail address in the attribute %s."
                        .formatted(directory.settings().users().attributes().email())));
          }
        });
    var claims = stage.claims().stream().filter(claim -> wanted(claim.ordinal(), groups)).toList();
    var decision = AddressClaim.decide(claims);
    problems.addAll(decision.problems().values());
    stage.decide(decision.links(), decision.problems().keySet());
    unchanged =
        (int)
            IntStream.range(0, resolution.people())
                .filter(ordinal -> wanted(ordinal, groups))
                .filter(ordinal -> !decision.problems().containsKey(ordinal))
                .filter(
                    ordinal ->
                        !withoutAddress.containsKey(ordinal) || recorded.containsKey(ordinal))
                .count();
  }

  /** Of several addresses the recorded one counts while it is listed. */
  private Map<Integer, EmailAddress> stillListed(Map<Integer, EmailAddress> recorded) {
    var chosen = new HashMap<Integer, EmailAddress>();
    recorded.forEach(
        (ordinal, email) -> {
          if (severalAddresses.getOrDefault(ordinal, List.of()).contains(email)) {
            chosen.put(ordinal, email);
          }
        });
    return chosen;
  }

  private boolean wanted(int ordinal, ResolvedGroups groups) {
    return directory.people() == Directory.People.ALL || groups.has(ordinal);
  }

  private void decide(List<Affected> batch) {
    var planned = new ArrayList<Planned>(batch.size());
    for (var affected : batch) {
      provisioning
          .plan(affected.current(), desired(affected))
          .ifPresent(
              change -> {
                tally.add(change, occasion);
                if (affected.ordinal() >= 0 && wanted(affected.ordinal(), groups())) {
                  unchanged--;
                }
                planned.add(new Planned(affected.ordinal(), change));
              });
    }
    stage.plan(planned);
    progress.advance(batch.size());
  }

  private DesiredAccess desired(Affected affected) {
    if (affected.ordinal() >= 0) {
      return new DesiredAccess(
          affected.disabled() ? Listing.DISABLED : Listing.LISTED, groups().of(affected.ordinal()));
    }
    return switch (progress.run().purpose()) {
      case SYNC -> DesiredAccess.gone();
      case FAREWELL -> DesiredAccess.withdrawn();
    };
  }

  private static void refuseEmptied(Map<String, Integer> before, Map<String, Integer> now) {
    before.forEach(
        (base, entries) -> {
          if (entries > 0 && now.getOrDefault(base, -1) == 0) {
            throw new ReadFailed(
                ReadFailure.EMPTY_BASE,
                "There were %,d %s at the last run and there are none now."
                    .formatted(entries, base));
          }
        });
  }

  /** Stages people as they come and keeps of them no more than ids and memberships. */
  private final class Listener implements DirectoryReader.Listener {
    @Override
    public void people(List<DirectoryPerson> batch) {
      stage.people(batch.stream().map(this::staged).toList());
      progress.advance(batch.size());
    }

    @Override
    public void groups(List<DirectoryGroup> batch) {
      batch.forEach(resolution::addGroup);
      progress.advance(batch.size());
    }

    private StagedPerson staged(DirectoryPerson person) {
      int ordinal = resolution.addPerson(person);
      var addresses =
          person.emails().stream()
              .map(EmailAddress::parse)
              .flatMap(Optional::stream)
              .distinct()
              .toList();
      if (addresses.isEmpty()) {
        withoutAddress.put(
            ordinal,
            new Unaddressed(person.dn(), (person.firstName() + " " + person.lastName()).strip()));
      } else if (addresses.size() > 1) {
        severalAddresses.put(ordinal, addresses);
      }
      return new StagedPerson(
          ordinal,
          person.subject(),
          person.dn(),
          addresses.isEmpty() ? null : addresses.getFirst(),
          new User.Profile(person.username(), person.firstName(), person.lastName(), ""),
          person.disabled());
    }
  }
}
