package io.rollcall.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.rollcall.domain.federation.DirectoryGroup;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.ReadFailed;
import io.rollcall.domain.federation.ReadFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Finds groups for the editor of mappings. */
final class GroupSearch {
  /** More than anybody picks from; what is shown is sorted, so more are read than shown. */
  private static final int MAX_READ = 10_000;

  private final DirectorySettings settings;
  private final LdapNetworkPolicy policy;
  private final Run run;

  GroupSearch(DirectorySettings settings, LdapNetworkPolicy policy, Run run) {
    this.settings = settings;
    this.policy = policy;
    this.run = run;
  }

  List<DirectoryGroup> find(String text, int limit) {
    return run.within("ldap-groups", () -> search(Texts.clean(text), limit));
  }

  private List<DirectoryGroup> search(String text, int limit) {
    try (var session = new Dialer(settings, policy, run).open(new Steps())) {
      var found = new TreeMap<String, DirectoryGroup>();
      if (settings.groups().bases().isEmpty()) {
        namedByPeople(session, text, found);
      } else {
        listed(session, text, found);
      }
      return found.values().stream()
          .sorted(
              Comparator.comparing((DirectoryGroup group) -> group.name().toLowerCase(Locale.ROOT))
                  .thenComparing(DirectoryGroup::key))
          .limit(limit)
          .toList();
    }
  }

  private void listed(LdapSession session, String text, Map<String, DirectoryGroup> found) {
    var id = StableId.ofGroups(settings.users().idAttribute(), session.vendor());
    var reader = new GroupReader(settings.groups().type(), id);
    var filter = GroupReader.filter(settings.groups());
    var narrowed =
        text.isEmpty()
            ? filter
            : Filter.createANDFilter(
                filter, Filter.createSubAnyFilter(reader.nameAttribute(), text));
    for (var base : settings.groups().bases()) {
      var canonicalBase = canonical(base);
      read(
          session,
          base,
          narrowed,
          reader.attributesWithoutMembers(),
          entry -> {
            var key = PersonReader.keyOf(entry, base, canonicalBase);
            found.put(key, reader.read(entry, key, List.of()));
            return found.size() < MAX_READ;
          });
    }
  }

  /** Where no group is listed, those that people name. Their key has to do as their id. */
  private void namedByPeople(LdapSession session, String text, Map<String, DirectoryGroup> found) {
    var wanted = text.toLowerCase(Locale.ROOT);
    for (var base : settings.users().bases()) {
      read(
          session,
          base,
          Filter.createANDFilter(
              ValueReader.filter(settings.users().filter()),
              Filter.createPresenceFilter(PersonReader.MEMBER_OF)),
          new String[] {PersonReader.MEMBER_OF},
          entry -> {
            for (var dn : ValueReader.values(entry, PersonReader.MEMBER_OF)) {
              var name = GroupReader.nameInDn(dn);
              if (name.toLowerCase(Locale.ROOT).contains(wanted)) {
                CanonicalDn.of(dn)
                    .ifPresent(
                        key ->
                            found.put(
                                key,
                                new DirectoryGroup(
                                    key,
                                    key,
                                    Texts.clean(dn, Texts.MAX_DN_LENGTH),
                                    name,
                                    List.of(),
                                    List.of())));
              }
            }
            return found.size() < MAX_READ;
          });
    }
  }

  private static String canonical(String base) {
    return CanonicalDn.of(base)
        .orElseThrow(
            () ->
                new ReadFailed(
                    ReadFailure.SETTINGS_INVALID, "%s is not a DN.".formatted(Texts.clean(base))));
  }

  private void read(
      LdapSession session,
      String base,
      Filter filter,
      String[] attributes,
      Predicate<SearchResultEntry> wantsMore) {
    try {
      session.readAll(
          "Reading groups below " + base,
          base,
          filter,
          attributes,
          entry -> {
            if (!wantsMore.test(entry)) {
              throw new Enough();
            }
          });
    } catch (Enough read) {
      // The rest is not shown anyway.
    } catch (ReadFailed failed) {
      if (failed.failure() != ReadFailure.SIZE_LIMIT) { // some are better than none, for choosing
        throw failed;
      }
    }
  }

  /** Ends a search in the middle. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;

    Enough() {
      super(null, null, false, false);
    }
  }
}
