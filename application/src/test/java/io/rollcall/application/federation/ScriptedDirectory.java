package io.rollcall.application.federation;

import io.rollcall.application.port.DirectoryReader;
import io.rollcall.domain.federation.ConnectionTest;
import io.rollcall.domain.federation.DirectoryGroup;
import io.rollcall.domain.federation.DirectoryPerson;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.ReadFailed;
import io.rollcall.domain.federation.ReadFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory that lists what a test wants it to, and fails when a test wants it to. */
final class ScriptedDirectory implements DirectoryReader {
  static final String BASE = "ou=people,dc=example,dc=com";

  static final String GROUP_BASE = "ou=groups,dc=example,dc=com";

  private final Map<String, DirectoryPerson> people = new LinkedHashMap<>();
  private final Map<String, DirectoryGroup> groups = new LinkedHashMap<>();
  private final Map<String, String> wrong = new LinkedHashMap<>();
  private final List<DirectorySettings> asked = new ArrayList<>();
  private @Nullable RuntimeException failure;
  private int reads;

  /** Lists somebody whose address is {@code <name>@corp.example.com}. */
  void person(String name) {
    person(name, List.of(name + "@corp.example.com"), false);
  }

  void person(String name, List<String> emails, boolean disabled) {
    people.put(
        name,
        new DirectoryPerson(
            "id-" + name,
            key(name),
            key(name),
            emails,
            name,
            name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
            "Example",
            disabled,
            List.of()));
  }

  void people(String... names) {
    Arrays.stream(names).forEach(this::person);
  }

  /** The same person under another DN. */
  void move(String name, String dn) {
    var person = people.get(name);
    people.put(
        name,
        new DirectoryPerson(
            person.subject(),
            person.key(),
            dn,
            person.emails(),
            person.username(),
            person.firstName(),
            person.lastName(),
            person.disabled(),
            person.memberOf()));
  }

  void remove(String name) {
    people.remove(name);
  }

  void empty() {
    people.clear();
  }

  /** A group with these people and these groups in it. */
  void group(String name, String... members) {
    groups.put(
        name,
        new DirectoryGroup(
            "gid-" + name,
            groupKey(name),
            groupKey(name),
            name,
            Stream.of(members)
                .map(member -> groups.containsKey(member) ? groupKey(member) : key(member))
                .toList(),
            List.of()));
  }

  /** Another group of the same name, elsewhere in the tree. */
  void twin(String name) {
    var elsewhere = "cn=" + name + ",ou=elsewhere,dc=example,dc=com";
    groups.put(
        elsewhere, new DirectoryGroup(elsewhere, elsewhere, elsewhere, name, List.of(), List.of()));
  }

  /** The same group, of another name. */
  void rename(String name, String renamed) {
    var group = groups.remove(name);
    groups.put(
        renamed,
        new DirectoryGroup(
            group.id(),
            groupKey(renamed),
            groupKey(renamed),
            renamed,
            group.members(),
            group.memberOf()));
  }

  void removeGroup(String name) {
    groups.remove(name);
  }

  void failWith(ReadFailure kind) {
    failure = new ReadFailed(kind, "The directory said no: " + kind.code());
  }

  void failWith(RuntimeException unexpected) {
    failure = unexpected;
  }

  void recover() {
    failure = null;
  }

  void refuse(String field, String message) {
    wrong.put(field, message);
  }

  /** How often it was read. */
  int reads() {
    return reads;
  }

  /** With which settings it was asked. */
  List<DirectorySettings> asked() {
    return asked;
  }

  private static String key(String name) {
    return "uid=" + name + "," + BASE;
  }

  static String groupKey(String name) {
    return "cn=" + name.toLowerCase(Locale.ROOT) + ",ou=groups,dc=example,dc=com";
  }

  /** What was delivered before a failure must not matter: it fails in the middle. */
  @Override
  public Totals read(DirectorySettings settings, Listener listener) {
    reads++;
    asked.add(settings);
    var listed = List.copyOf(people.values());
    int half = listed.size() / 2;
    listener.people(listed.subList(0, half));
    if (failure != null) {
      throw failure;
    }
    listener.people(listed.subList(half, listed.size()));
    listener.groups(List.copyOf(groups.values()));
    return new Totals(Map.of(BASE, listed.size()), Map.of(GROUP_BASE, groups.size()));
  }

  @Override
  public ConnectionTest test(DirectorySettings settings) {
    asked.add(settings);
    return new ConnectionTest(
        List.of(new ConnectionTest.Step("bind", failure == null, "as " + settings.bindDn())));
  }

  @Override
  public List<DirectoryGroup> searchGroups(DirectorySettings settings, String text, int limit) {
    if (failure != null) {
      throw failure;
    }
    return groups.values().stream()
        .filter(group -> group.name().contains(text))
        .limit(limit)
        .toList();
  }

  @Override
  public String canonicalGroupName(String name) {
    return name.contains("=") ? name.toLowerCase(Locale.ROOT) : name;
  }

  @Override
  public Map<String, String> validate(DirectorySettings settings) {
    return wrong;
  }
}
