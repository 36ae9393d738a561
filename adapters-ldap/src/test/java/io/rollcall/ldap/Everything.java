package io.rollcall.ldap;

import io.rollcall.application.port.DirectoryReader;
import io.rollcall.domain.federation.DirectoryGroup;
import io.rollcall.domain.federation.DirectoryPerson;
import io.rollcall.domain.federation.DirectorySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a reader delivered; fails the test when it broke the order, the thread or the size that the
 * port promises.
 */
final class Everything implements DirectoryReader.Listener {
  private final List<DirectoryPerson> people = new ArrayList<>();
  private final List<DirectoryGroup> groups = new ArrayList<>();
  private final Thread caller = Thread.currentThread();
  private DirectoryReader.Totals totals;

  static Everything read(DirectoryReader reader, DirectorySettings settings) {
    var everything = new Everything();
    everything.totals = reader.read(settings, everything);
    return everything;
  }

  @Override
  public void people(List<DirectoryPerson> batch) {
    check(batch);
    if (!groups.isEmpty()) {
      throw new AssertionError("people after groups");
    }
    people.addAll(batch);
  }

  @Override
  public void groups(List<DirectoryGroup> batch) {
    check(batch);
    groups.addAll(batch);
  }

  private void check(List<?> batch) {
    if (Thread.currentThread() != caller || batch.isEmpty() || batch.size() > 1000) {
      throw new AssertionError("a batch of " + batch.size() + " on " + Thread.currentThread());
    }
  }

  DirectoryReader.Totals totals() {
    return totals;
  }

  List<DirectoryPerson> people() {
    return people;
  }

  DirectoryPerson person(String username) {
    return people.stream()
        .filter(person -> person.username().equals(username))
        .findFirst()
        .orElseThrow();
  }

  List<DirectoryGroup> groups() {
    return groups;
  }

  DirectoryGroup group(String name) {
    return groups.stream().filter(group -> group.name().equals(name)).findFirst().orElseThrow();
  }

  /** The user names of the people whom a group lists itself. */
  List<String> usersIn(String group) {
    Map<String, String> names =
        people.stream().collect(Collectors.toMap(DirectoryPerson::key, DirectoryPerson::username));
    return group(group).members().stream()
        .filter(names::containsKey)
        .map(names::get)
        .sorted()
        .toList();
  }

  /** The names of the groups that a group lists. */
  List<String> groupsIn(String group) {
    var byKey = groups.stream().collect(Collectors.toMap(DirectoryGroup::key, Function.identity()));
    return group(group).members().stream()
        .filter(byKey::containsKey)
        .map(key -> byKey.get(key).name())
        .sorted()
        .toList();
  }
}
