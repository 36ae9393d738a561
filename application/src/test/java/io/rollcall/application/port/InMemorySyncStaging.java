package io.rollcall.application.port;

import io.rollcall.application.port.InMemoryTables.Account;
import io.rollcall.application.port.InMemoryTables.Change;
import io.rollcall.application.port.InMemoryTables.Identity;
import io.rollcall.application.port.InMemoryTables.Member;
import io.rollcall.application.port.InMemoryTables.Plan;
import io.rollcall.application.port.InMemoryTables.Profile;
import io.rollcall.application.port.InMemoryTables.Subject;
import io.rollcall.domain.federation.AddressClaim;
import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.PlannedChange;
import io.rollcall.domain.federation.ResolvedGroups;
import io.rollcall.domain.federation.SyncProblem;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.MembershipChange;
import io.rollcall.domain.membership.MembershipChange.Transition;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Suspension.Cause;
import io.rollcall.domain.membership.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

public final class InMemorySyncStaging implements SyncStaging {
  private final InMemoryWorld world;

  InMemorySyncStaging(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public Optional<Stage> open(SyncRun run, Directory directory) {
    return world.locked.add(directory.id())
        ? Optional.of(new Staged(run, directory))
        : Optional.empty();
  }

  @Override
  public int members(SyncRun run) {
    return (int)
        world
            .organizations()
            .members(run.organization())
            .filter(member -> !member.isDeleted())
            .count();
  }

  @Override
  public void apply(SyncRun run, Occasion occasion) {
    var plan = world.tables.plans.get(run.id());
    refuseStale(run, plan);
    var organization = world.organizations().find(run.organization()).orElseThrow();
    boolean limited = organization.plan().seatLimit() != null;
    for (var change : plan.changes()) {
      apply(run, change, limited, occasion);
    }
    for (var profile : plan.profiles()) {
      world.tables.identities.put(profile.subject(), new Identity(profile.user(), profile.dn()));
      world.tables.accounts.computeIfPresent(
          profile.user(),
          (id, account) ->
              new Account(profile.becomes(), account.password(), account.lastActivity()));
    }
  }

  private void refuseStale(SyncRun run, @Nullable Plan plan) {
    boolean fresh =
        plan != null
            && world
                .directories()
                .find(run.organization(), run.directory())
                .filter(directory -> directory.version() == plan.directoryVersion())
                .isPresent()
            && organizationVersion(run) == plan.organizationVersion()
            && plan.changes().stream().allMatch(this::isFresh);
    if (!fresh) {
      throw new Violation.PlanIsStale().refused();
    }
  }

  private boolean isFresh(Change change) {
    var before = change.planned().before();
    var now = world.tables.memberships.get(Member.of(change.planned().after()));
    return before == null
        ? now == null && world.users().credentials(change.person().email()).isEmpty()
        : now != null && now.version() == before.version();
  }

  private long organizationVersion(SyncRun run) {
    return world.organizations().find(run.organization()).orElseThrow().version();
  }

  private void apply(SyncRun run, Change change, boolean limited, Occasion occasion) {
    var before = change.planned().before();
    var planned = change.planned().after();
    var person = change.person();
    var after =
        planned.withSeat(
            planned.entitled().role().occupiesSeat()
                && (!limited || (before != null && before.seated())));
    if (before == null) {
      var user =
          new User(
              after.user(),
              person.email(),
              person.profile(),
              run.organization(),
              null,
              occasion.at());
      world.users().add(user, null);
    }
    world.organizations().write(before, after);
    world
        .organizations()
        .record(
            new MembershipChange(
                before,
                after,
                transition(before, after, change.planned().kind()),
                occasion,
                change.planned().because()));
    if (person != null) {
      world.tables.identities.put(
          new Subject(run.directory(), person.subject()), new Identity(after.user(), person.dn()));
    }
  }

  private static Transition transition(
      @Nullable Membership before, Membership after, PlannedChange.Kind kind) {
    if (before != null && before.isDeleted()) {
      return Transition.RETURNED;
    }
    return kind == PlannedChange.Kind.CHANGED && before != null && before.role() == after.role()
        ? Transition.ACCESS_CHANGED
        : kind.transition();
  }

  private final class Staged implements Stage {
    private final SyncRun run;
    private final ProviderId provider;
    private final long directoryVersion;
    private final long organizationVersion;
    private final List<StagedPerson> people = new ArrayList<>();
    private final Map<Integer, UserId> links = new HashMap<>();
    private final Set<Integer> excluded = new HashSet<>();
    private final List<Change> planned = new ArrayList<>();
    private @Nullable ResolvedGroups resolved;

    Staged(SyncRun run, Directory directory) {
      this.run = run;
      this.provider = directory.id();
      this.directoryVersion = directory.version();
      this.organizationVersion = organizationVersion(run);
    }

    @Override
    public void people(List<StagedPerson> batch) {
      for (var person : batch) {
        if (person.ordinal() != people.size()) {
          throw new IllegalArgumentException("ordinals grow by one from 0");
        }
        people.add(person);
      }
    }

    @Override
    public Map<Integer, EmailAddress> recordedAddresses(Collection<Integer> ordinals) {
      var recorded = new HashMap<Integer, EmailAddress>();
      for (int ordinal : ordinals) {
        followed(people.get(ordinal))
            .flatMap(world.users()::find)
            .ifPresent(user -> recorded.put(ordinal, user.email()));
      }
      return recorded;
    }

    private Optional<UserId> followed(StagedPerson person) {
      return Optional.ofNullable(
              world.tables.identities.get(new Subject(provider, person.subject())))
          .map(Identity::user);
    }

    @Override
    public void chooseAddresses(Map<Integer, EmailAddress> addresses) {
      addresses.forEach(
          (ordinal, email) -> {
            var person = people.get(ordinal);
            people.set(
                ordinal,
                new StagedPerson(
                    ordinal,
                    person.subject(),
                    person.dn(),
                    email,
                    person.profile(),
                    person.disabled()));
          });
    }

    @Override
    public List<AddressClaim> claims() {
      return people.stream()
          .filter(person -> person.email() != null)
          .collect(Collectors.groupingBy(StagedPerson::email))
          .values()
          .stream()
          .filter(rivals -> rivals.stream().anyMatch(rival -> followed(rival).isEmpty()))
          .flatMap(rivals -> rivals.stream().map(rival -> claim(rival, rivals.size() > 1)))
          .flatMap(Optional::stream)
          .toList();
    }

    private Optional<AddressClaim> claim(StagedPerson person, boolean contested) {
      var account = world.users().credentials(person.email()).map(known -> known.user().id());
      if (!contested && account.isEmpty()) {
        return Optional.empty();
      }
      var name = (person.profile().firstName() + " " + person.profile().lastName()).strip();
      return Optional.of(
          new AddressClaim(
              person.ordinal(),
              person.dn(),
              name,
              person.email(),
              followed(person).isPresent(),
              account.map(this::account).orElse(null)));
    }

    private boolean belongsElsewhere(UserId user) {
      return account(user).memberElsewhere();
    }

    private AddressClaim.Account account(UserId user) {
      var memberships =
          world.tables.memberships.values().stream()
              .filter(member -> member.user().equals(user) && !member.isDeleted())
              .toList();
      var here =
          memberships.stream()
              .filter(member -> member.organization().equals(run.organization()))
              .toList();
      return new AddressClaim.Account(
          user,
          !here.isEmpty(),
          here.stream().anyMatch(member -> member.facts().owner()),
          memberships.size() > here.size(),
          isDomainVerified(user),
          world.tables.identities.entrySet().stream()
              .anyMatch(
                  known ->
                      known.getKey().provider().equals(provider)
                          && known.getValue().user().equals(user)));
    }

    private boolean isDomainVerified(UserId user) {
      var domain = world.tables.accounts.get(user).user().email().domain();
      return world.tables.domains.values().stream()
          .anyMatch(
              known ->
                  known.name().value().equals(domain)
                      && known.organization().equals(run.organization()));
    }

    @Override
    public void decide(Map<Integer, UserId> chosen, Set<Integer> refused) {
      links.putAll(chosen);
      excluded.addAll(refused);
    }

    @Override
    public void desired(ResolvedGroups groups) {
      resolved = groups;
    }

    @Override
    public void affected(boolean everybody, Consumer<List<Affected>> batches) {
      people.stream()
          .filter(person -> !excluded.contains(person.ordinal()))
          .flatMap(person -> affected(person, everybody).stream())
          .forEach(one -> batches.accept(List.of(one)));
      var listed = people.stream().map(StagedPerson::subject).collect(Collectors.toSet());
      world.tables.identities.entrySet().stream()
          .filter(
              known ->
                  known.getKey().provider().equals(provider)
                      && !listed.contains(known.getKey().subject()))
          .map(known -> new Affected(-1, member(known.getValue().user()), false))
          .toList()
          .forEach(one -> batches.accept(List.of(one)));
    }

    private Optional<Affected> affected(StagedPerson person, boolean everybody) {
      var affected = Optional.of(person.ordinal());
      var link = links.get(person.ordinal());
      if (link != null) {
        return affected.map(i -> new Affected(i, member(link), person.disabled()));
      }
      var followed = followed(person);
      if (followed.isPresent()) {
        var member = member(followed.get());
        return affected
            .filter(i -> member == null || differs(person, member))
            .map(i -> new Affected(i, member, person.disabled()));
      }
      boolean wanted = everybody || !groups().of(person.ordinal()).isEmpty();
      return affected
          .filter(i -> wanted && person.email() != null)
          .map(i -> new Affected(i, null, person.disabled()));
    }

    private @Nullable Membership member(UserId user) {
      return world.organizations().member(run.organization(), user).orElse(null);
    }

    private boolean differs(StagedPerson person, Membership member) {
      var wanted =
          groups().of(person.ordinal()).stream()
              .map(mapped -> new Fact(mapped.mapping().id(), mapped.group().id()))
              .collect(Collectors.toSet());
      if (member.isDeleted()) {
        return !wanted.isEmpty();
      }
      boolean gone = !member.facts().listedBy().contains(provider);
      boolean disabled =
          member.facts().suspensions().stream()
              .anyMatch(
                  s ->
                      s.isActive()
                          && s.cause() instanceof Cause.Disabled by
                          && by.provider().equals(provider));
      return gone || disabled != person.disabled() || !wanted.equals(recorded(member));
    }

    private record Fact(MappingId mapping, String group) {}

    private Set<Fact> recorded(Membership member) {
      var facts = new HashSet<Fact>();
      for (var grant : member.facts().grants()) {
        if (grant.isActive()
            && grant.source() instanceof Source.Provider by
            && by.provider().equals(provider)) {
          facts.add(new Fact(by.mapping(), by.group().id()));
        }
      }
      for (var suspension : member.facts().suspensions()) {
        if (suspension.isActive()
            && suspension.cause() instanceof Cause.InGroup in
            && in.provider().equals(provider)) {
          facts.add(new Fact(in.mapping(), in.group().id()));
        }
      }
      return facts;
    }

    private ResolvedGroups groups() {
      if (resolved == null) {
        throw new IllegalStateException("nobody knows yet who gets what");
      }
      return resolved;
    }

    @Override
    public void plan(List<Planned> batch) {
      for (var one : batch) {
        planned.add(new Change(one.ordinal() < 0 ? null : people.get(one.ordinal()), one.change()));
      }
    }

    @Override
    public int store(ResolvedGroups groups, List<SyncProblem> problems, Occasion occasion) {
      var all = new ArrayList<>(problems);
      var profiles = new ArrayList<Profile>();
      var taken =
          world.tables.accounts.values().stream()
              .map(account -> account.user().email())
              .collect(Collectors.toCollection(HashSet::new));
      planned.stream()
          .filter(change -> change.planned().before() == null)
          .forEach(change -> taken.add(change.person().email()));
      for (var person : people) {
        followed(person)
            .flatMap(world.users()::find)
            .ifPresent(user -> profiles.add(profile(person, user, taken, all)));
      }
      world.tables.plans.put(
          run.id(),
          new Plan(
              directoryVersion,
              organizationVersion,
              List.copyOf(planned),
              List.copyOf(profiles),
              List.copyOf(all)));
      return all.size() - problems.size();
    }

    /** Names and address are the organization's to write only where it made the account. */
    private Profile profile(
        StagedPerson person, User user, Set<EmailAddress> taken, List<SyncProblem> problems) {
      var subject = new Subject(provider, person.subject());
      if (!run.organization().equals(user.provisionedBy())) {
        return new Profile(user.id(), subject, person.dn(), user);
      }
      var profile =
          new User.Profile(
              person.profile().username(),
              person.profile().firstName(),
              person.profile().lastName(),
              user.profile().phone());
      var email = person.email();
      if (email == null || email.equals(user.email())) {
        email = user.email();
      } else if (!taken.add(email)) {
        problems.add(
            new SyncProblem(
                SyncProblem.Kind.EMAIL_TAKEN,
                person.dn(),
                (profile.firstName() + " " + profile.lastName()).strip(),
                email.value(),
                "Another account has this address; the old one is kept."));
        email = user.email();
      } else if (belongsElsewhere(user.id())) {
        problems.add(
            new SyncProblem(
                SyncProblem.Kind.EMAIL_KEPT,
                person.dn(),
                (profile.firstName() + " " + profile.lastName()).strip(),
                email.value(),
                "The person belongs to another organization, too, and keeps the old address."));
        email = user.email();
      }
      return new Profile(
          user.id(),
          subject,
          person.dn(),
          new User(
              user.id(),
              email,
              profile,
              user.provisionedBy(),
              email.equals(user.email()) ? user.emailVerifiedAt() : null,
              user.joinedAt()));
    }

    @Override
    public void close() {
      world.locked.remove(provider);
    }
  }

  /** The DN under which a directory's person is known. */
  public Optional<String> dn(ProviderId provider, String subject) {
    return Optional.ofNullable(world.tables.identities.get(new Subject(provider, subject)))
        .map(Identity::dn);
  }

  /** The account a directory's person is followed as. */
  public Optional<UserId> followed(ProviderId provider, String subject) {
    return Optional.ofNullable(world.tables.identities.get(new Subject(provider, subject)))
        .map(Identity::user);
  }
}
