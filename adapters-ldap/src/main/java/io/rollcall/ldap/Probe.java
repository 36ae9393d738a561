package io.rollcall.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.rollcall.domain.federation.ConnectionTest;
import io.rollcall.domain.federation.DirectoryPerson;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.ReadFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tries a connection for the one who sets it up. */
final class Probe {
  private static final int SAMPLE = 3;

  /** Of a filter, in a sentence. */
  private static final int SHOWN = 200;

  private final DirectorySettings settings;
  private final LdapNetworkPolicy policy;
  private final Run run;
  private final Steps steps = new Steps();

  Probe(DirectorySettings settings, LdapNetworkPolicy policy, Run run) {
    this.settings = settings;
    this.policy = policy;
    this.run = run;
  }

  ConnectionTest test() {
    try {
      return run.within("ldap-test", this::tryEverything);
    } catch (ReadFailed late) {
      steps.failed(late);
      return steps.toTest();
    }
  }

  private ConnectionTest tryEverything() {
    try (var session = new Dialer(settings, policy, run).open(steps)) {
      tryPeople(session);
      tryGroups(session);
    } catch (ReadFailed failure) {
      steps.failed(failure);
    }
    return steps.toTest();
  }

  private void tryPeople(LdapSession session) {
    steps.begin("people");
    var id = StableId.ofPeople(settings.users().idAttribute(), session.vendor());
    var filter = ValueReader.filter(settings.users().filter());
    var reader = new PersonReader(settings, id, Set.of());
    var people = new ArrayList<DirectoryPerson>();
    for (var base : settings.users().bases()) {
      var canonicalBase = CanonicalDn.of(base).orElse(base);
      for (var entry :
          sample(session, "people", base, filter, PersonReader.attributes(settings, id))) {
        people.add(
            reader.read(
                (SearchResultEntry) entry,
                PersonReader.keyOf(entry, base, canonicalBase),
                List.of()));
      }
    }
    if (people.isEmpty()) {
      steps.failed(
          "Nobody matches %s below %s. Is the base right, and does every person match the filter?"
              .formatted(
                  Texts.clean(settings.users().filter(), SHOWN),
                  String.join(" or ", settings.users().bases())));
    } else {
      steps.ok(
          "%s, followed by %s. Found %s."
              .formatted(session.vendor().name(), id.attribute(), described(people)));
    }
  }

  private List<Entry> sample(
      LdapSession session, String what, String base, Filter filter, String[] attributes) {
    return session.readSome(
        "Reading %s below %s".formatted(what, base), base, filter, attributes, SAMPLE);
  }

  private static String described(List<DirectoryPerson> people) {
    return people.stream().limit(SAMPLE).map(Probe::described).collect(Collectors.joining("; "));
  }

  private static String described(DirectoryPerson person) {
    var name = (person.firstName() + " " + person.lastName()).strip();
    return "%s <%s>%s"
        .formatted(
            name.isEmpty() ? person.dn() : name,
            person.emails().isEmpty() ? "no e-mail address" : person.emails().getFirst(),
            person.disabled() ? ", disabled" : "");
  }

  private void tryGroups(LdapSession session) {
    if (settings.groups().bases().isEmpty()) {
      return;
    }
    steps.begin("groups");
    var reader =
        new GroupReader(
            settings.groups().type(),
            StableId.ofGroups(settings.users().idAttribute(), session.vendor()));
    var filter = GroupReader.filter(settings.groups());
    var names = new ArrayList<String>();
    for (var base : settings.groups().bases()) {
      var canonicalBase = CanonicalDn.of(base).orElse(base);
      for (var entry : sample(session, "groups", base, filter, reader.attributesWithoutMembers())) {
        names.add(
            reader.read(entry, PersonReader.keyOf(entry, base, canonicalBase), List.of()).name());
      }
    }
    if (names.isEmpty()) {
      steps.failed(
          "No group matches %s below %s. Is the base right, and does the type fit?"
              .formatted(
                  Texts.clean(filter.toString(), SHOWN),
                  String.join(" or ", settings.groups().bases())));
    } else {
      steps.ok("Found " + names.stream().limit(SAMPLE).collect(Collectors.joining("; ")) + ".");
    }
  }
}
