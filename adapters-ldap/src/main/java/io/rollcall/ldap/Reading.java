package io.rollcall.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.rollcall.application.port.DirectoryReader.Listener;
import io.rollcall.application.port.DirectoryReader.Totals;
import io.rollcall.domain.federation.DirectoryGroup;
import io.rollcall.domain.federation.DirectoryPerson;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.DirectorySettings.GroupType;
import io.rollcall.domain.federation.ReadFailed;
import io.rollcall.domain.federation.ReadFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Reads a directory whole. People and groups come over two connections, each on a thread of its
 * own, and are handed to the caller's thread, people first; groups that are early wait, as keys and
 * names.
 */
final class Reading {
  private static final int BATCH = 500;
  private static final int BATCHES_AHEAD = 16;

  private final DirectorySettings settings;
  private final LdapNetworkPolicy policy;
  private final Run run;
  private final Dialer dialer;
  private final Lane<DirectoryPerson> people;
  private final Lane<DirectoryGroup> groups;
  private final PrimaryGroups primaryGroups;
  private final UserNames userNames = new UserNames();
  private final Map<String, Integer> peopleByBase = new ConcurrentHashMap<>();
  private final Map<String, Integer> groupsByBase = new ConcurrentHashMap<>();
  private final AtomicInteger entries = new AtomicInteger();

  Reading(DirectorySettings settings, LdapNetworkPolicy policy, Run run) {
    this.settings = settings;
    this.policy = policy;
    this.run = run;
    this.dialer = new Dialer(settings, policy, run);
    this.people = new Lane<>(run, new ArrayBlockingQueue<>(BATCHES_AHEAD));
    this.groups = new Lane<>(run, new LinkedBlockingQueue<>());
    this.primaryGroups = new PrimaryGroups(settings.groups().type());
  }

  Totals stream(Listener listener) {
    run.start("ldap-people", () -> guarded(this::connectAndReadPeople));
    people.drain(listener::people);
    groups.drain(batch -> listener.groups(batch.stream().map(this::completed).toList()));
    return new Totals(peopleByBase, groupsByBase);
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error failure) {
      run.fail(failure);
    }
  }

  private void connectAndReadPeople() {
    try (var session = dialer.open(new Steps())) {
      session.vendor();
      boolean inParallel = !settings.groups().bases().isEmpty() && readGroupsInParallel(session);
      readPeople(session);
      if (!inParallel) {
        readGroups(session);
      }
    }
  }

  /** Not every server lets an account connect twice; then groups are read after people. */
  private boolean readGroupsInParallel(LdapSession first) {
    LdapSession second;
    try {
      second = dialer.another(first);
    } catch (ReadFailed refused) {
      return false;
    }
    second.isLike(first);
    run.start(
        "ldap-groups",
        () ->
            guarded(
                () -> {
                  try (second) {
                    readGroups(second);
                  }
                }));
    return true;
  }

  private void readPeople(LdapSession session) {
    var id = StableId.ofPeople(settings.users().idAttribute(), session.vendor());
    var filter = ValueReader.filter(settings.users().filter());
    var reader = new PersonReader(settings, id, disabled(session, id, filter));
    var attributes = PersonReader.attributes(settings, id);
    boolean byMemberOf = settings.groups().type() == GroupType.MEMBER_OF;
    var seen = new Seen(ReadFailure.AMBIGUOUS_PERSON);
    var batch = new Batch<>(people);
    forEachBase(
        session,
        "people",
        settings.users().bases(),
        peopleByBase,
        filter,
        attributes,
        byMemberOf ? PersonReader.MEMBER_OF : "",
        (entry, key, memberOf) -> {
          var person = reader.read(entry, key, memberOf);
          if (seen.isNew(person.subject(), key, person.dn())) {
            if (settings.groups().type() == GroupType.POSIX_GROUP) {
              userNames.person(entry, settings.users().attributes().username(), person);
            }
            primaryGroups.person(entry, person.key());
            batch.add(person);
          }
        });
    batch.flush();
    people.end();
  }

  private DirectoryGroup completed(DirectoryGroup group) {
    return switch (settings.groups().type()) {
      case POSIX_GROUP -> primaryGroups.complete(group.withMembers(userNames.keysOf(group)));
      case ACTIVE_DIRECTORY -> primaryGroups.complete(group);
      case GROUP_OF_NAMES, GROUP_OF_UNIQUE_NAMES, MEMBER_OF, ORGANIZATIONAL_UNIT -> group;
    };
  }

  /**
   * The server itself says who matches the administrator's filter for disabled people: it knows the
   * matching rules.
   */
  private Set<String> disabled(LdapSession session, StableId id, Filter filter) {
    var disabledFilter = settings.users().disabledFilter();
    if (disabledFilter == null) {
      return Set.of();
    }
    var both = Filter.createANDFilter(filter, ValueReader.filter(disabledFilter));
    var ids = new HashSet<String>();
    forEachBase(
        session,
        "disabled people",
        settings.users().bases(),
        new HashMap<>(),
        both,
        new String[] {id.attribute()},
        "",
        (entry, key, none) -> ids.add(id.of(entry)));
    return ids;
  }

  private void readGroups(LdapSession session) {
    var type = settings.groups().type();
    var id = StableId.ofGroups(settings.users().idAttribute(), session.vendor());
    var reader = new GroupReader(type, id);
    var seen = new Seen(ReadFailure.AMBIGUOUS_GROUP);
    var batch = new Batch<>(groups);
    var listAttribute = type == GroupType.ORGANIZATIONAL_UNIT ? "" : reader.listAttribute();
    forEachBase(
        session,
        "groups",
        settings.groups().bases(),
        groupsByBase,
        GroupReader.filter(settings.groups()),
        reader.attributes(),
        listAttribute,
        (entry, key, listed) -> {
          var group = reader.read(entry, key, listed);
          if (seen.isNew(group.id(), key, group.dn())) {
            primaryGroups.group(entry, group.id());
            batch.add(group);
          }
        });
    batch.flush();
    groups.end();
  }

  /**
   * What to do with an entry, its canonical DN, and the values of the attribute that may come in
   * ranges.
   */
  private interface EntryConsumer {
    void accept(SearchResultEntry entry, String key, List<String> listed);
  }

  private void forEachBase(
      LdapSession session,
      String what,
      List<String> bases,
      Map<String, Integer> counts,
      Filter filter,
      String[] attributes,
      String listAttribute,
      EntryConsumer consumer) {
    for (var base : bases) {
      var canonicalBase =
          CanonicalDn.of(base)
              .orElseThrow(
                  () ->
                      new ReadFailed(
                          ReadFailure.SETTINGS_INVALID,
                          "%s is not a DN.".formatted(Texts.clean(base))));
      var sink =
          new Pages(
              session,
              listAttribute,
              entry -> PersonReader.keyOf(entry, base, canonicalBase),
              consumer);
      counts.put(
          base,
          session.readAll(
              "Reading %s below %s".formatted(what, base), base, filter, attributes, sink));
    }
  }

  /** Entries as they come; those whose values come in ranges wait until the page is over. */
  private final class Pages implements LdapSession.Sink {
    private final LdapSession session;
    private final String listAttribute;
    private final Function<SearchResultEntry, String> keyOf;
    private final EntryConsumer consumer;
    private final List<SearchResultEntry> partial = new ArrayList<>();

    Pages(
        LdapSession session,
        String listAttribute,
        Function<SearchResultEntry, String> keyOf,
        EntryConsumer consumer) {
      this.session = session;
      this.listAttribute = listAttribute;
      this.keyOf = keyOf;
      this.consumer = consumer;
    }

    @Override
    public void entry(SearchResultEntry entry) {
      if (entries.incrementAndGet() > policy.maxEntries()) {
        throw new ReadFailed(
            ReadFailure.SIZE_LIMIT,
            "The directory lists more than the %d people and groups that this installation reads in one run."
                .formatted(policy.maxEntries()));
      }
      if (listAttribute.isEmpty()) {
        consumer.accept(entry, keyOf.apply(entry), List.of());
      } else if (ValueReader.isPartial(entry, listAttribute)) {
        partial.add(entry);
      } else {
        consumer.accept(entry, keyOf.apply(entry), ValueReader.values(entry, listAttribute));
      }
    }

    @Override
    public void pageRead() {
      for (var entry : partial) {
        consumer.accept(
            entry, keyOf.apply(entry), ValueReader.allValues(session, entry, listAttribute));
      }
      partial.clear();
    }
  }

  /** Collects what goes over in one piece. */
  private static final class Batch<T> {
    private final Lane<T> lane;
    private List<T> collected = new ArrayList<>(BATCH);

    Batch(Lane<T> lane) {
      this.lane = lane;
    }

    void add(T item) {
      collected.add(item);
      if (collected.size() == BATCH) {
        flush();
      }
    }

    void flush() {
      if (!collected.isEmpty()) {
        lane.put(collected);
        collected = new ArrayList<>(BATCH);
      }
    }
  }

  /**
   * Whom overlapping bases listed already. Two entries that would be one are nobody's to choose
   * from.
   */
  private static final class Seen {
    private final ReadFailure ambiguous;
    private final Map<String, String> dnById = new HashMap<>();

    Seen(ReadFailure ambiguous) {
      this.ambiguous = ambiguous;
    }

    boolean isNew(String id, String canonicalDn, String dn) {
      var same = dnById.putIfAbsent(id, canonicalDn);
      if (same != null && !same.equals(canonicalDn)) {
        throw new ReadFailed(
            ambiguous, "%s and %s have the same stable id %s.".formatted(same, dn, id));
      }
      return same == null;
    }
  }
}
