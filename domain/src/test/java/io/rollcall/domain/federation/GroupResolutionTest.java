package io.rollcall.domain.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rollcall.domain.federation.GroupMapping.Effect;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Keys of people are {@code p1}, of groups {@code cn=a}; the id of group {@code cn=a} is {@code
 * id-a}.
 */
class GroupResolutionTest {
  private GroupResolution resolution = new GroupResolution(true);
  private int mappings;

  private int person(String key, String... memberOf) {
    return resolution.addPerson(
        new DirectoryPerson(
            "s-" + key, key, key, List.of(), key, "", "", false, List.of(memberOf)));
  }

  private void group(String name, String... members) {
    group(name, List.of(members), List.of());
  }

  private void group(String name, List<String> members, List<String> memberOf) {
    resolution.addGroup(
        new DirectoryGroup("id-" + name, "cn=" + name, "CN=" + name, name, members, memberOf));
  }

  private GroupMapping mapping(String group) {
    return mapping(group, null);
  }

  private GroupMapping mapping(String group, @Nullable String pinned) {
    return new GroupMapping(
        new MappingId(++mappings),
        group,
        pinned,
        new Effect.Gives(new Target.OrganizationRole(Role.ANNOTATOR)));
  }

  private ResolvedGroups resolve(GroupMapping... rules) {
    return resolution.resolve(List.of(rules), name -> name.toLowerCase(Locale.ROOT));
  }

  private static Set<Integer> people(ResolvedGroups resolved, int mapping) {
    var people = new TreeSet<Integer>();
    for (int row = 0; row < resolved.size(); row++) {
      if (resolved.mapping(row) == mapping) {
        assertThat(people.add(resolved.person(row))).isTrue();
      }
    }
    return people;
  }

  private static List<String> chain(ResolvedGroups resolved, int person) {
    for (int row = 0; row < resolved.size(); row++) {
      if (resolved.person(row) == person) {
        return resolved.refs().get(resolved.ref(row)).path();
      }
    }
    throw new AssertionError("nothing for person " + person);
  }

  @Test
  void peopleAreNumberedInTheOrderOfAdding() {
    assertThat(person("p1")).isZero();
    assertThat(person("p2")).isEqualTo(1);
    assertThat(resolution.people()).isEqualTo(2);
  }

  @Test
  void membersOfAMappedGroupGetIt() {
    int p1 = person("p1");
    person("p2");
    group("a", "p1");
    var resolved = resolve(mapping("cn=a"));

    assertThat(people(resolved, 0)).containsExactly(p1);
    assertThat(resolved.refs()).hasSize(1);
    assertThat(resolved.refs().getFirst().id()).isEqualTo("id-a");
    assertThat(resolved.refs().getFirst().name()).isEqualTo("a");
    assertThat(chain(resolved, p1)).containsExactly("a");
    assertThat(resolved.groupIds()).containsExactly(java.util.Map.entry(0, "id-a"));
    assertThat(resolved.unmatched()).isEmpty();
  }

  @Test
  void nestedGroupsAreFollowedThreeLevelsDeepInAnyOrder() {
    int p1 = person("p1");
    group("outer", "cn=middle");
    group("inner", "p1");
    group("middle", "cn=inner");
    var resolved = resolve(mapping("cn=outer"), mapping("cn=inner"));

    assertThat(people(resolved, 0)).containsExactly(p1);
    assertThat(people(resolved, 1)).containsExactly(p1);
    assertThat(resolved.refs().getFirst().path()).containsExactly("inner", "middle", "outer");
    assertThat(resolved.refs().getFirst().name()).isEqualTo("outer");
    assertThat(resolved.refs().getFirst().id()).isEqualTo("id-outer");
  }

  @Test
  void nestedGroupsAreNotFollowedWhenTheSettingsSayNo() {
    resolution = new GroupResolution(false);
    int p1 = person("p1");
    person("p2");
    group("inner", List.of("p2"), List.of("cn=outer"));
    group("outer", "p1", "cn=inner");
    var resolved = resolve(mapping("cn=outer"));

    assertThat(people(resolved, 0)).containsExactly(p1);
  }

  @Test
  void aCycleEndsWhereItBegan() {
    int p1 = person("p1");
    int p2 = person("p2");
    int p3 = person("p3");
    group("a", "p1", "cn=b");
    group("b", "p2", "cn=c");
    group("c", "p3", "cn=a", "cn=c");
    var resolved = resolve(mapping("cn=a"), mapping("cn=c"));

    assertThat(people(resolved, 0)).containsExactly(p1, p2, p3);
    assertThat(people(resolved, 1)).containsExactly(p1, p2, p3);
  }

  @Test
  void aPersonReachedTwiceIsGivenTheShortestChain() {
    int p1 = person("p1");
    group("top", "cn=long", "cn=short");
    group("long", "cn=longer");
    group("longer", "cn=leaf");
    group("short", "cn=leaf");
    group("leaf", "p1");
    var resolved = resolve(mapping("cn=top"));

    assertThat(people(resolved, 0)).containsExactly(p1);
    assertThat(chain(resolved, p1)).containsExactly("leaf", "short", "top");
  }

  @Test
  void aPersonListedDirectlyAndThroughANestedGroupIsGivenTheDirectChain() {
    int p1 = person("p1");
    group("inner", "p1");
    group("outer", "cn=inner", "p1");

    assertThat(chain(resolve(mapping("cn=outer")), p1)).containsExactly("outer");
  }

  @Test
  void peopleOfOneGroupShareOneRef() {
    person("p1");
    person("p2");
    group("a", "p1", "p2");
    var resolved = resolve(mapping("cn=a"));

    assertThat(resolved.size()).isEqualTo(2);
    assertThat(resolved.refs()).hasSize(1);
  }

  @Test
  void aPersonsOwnEntryMayNameTheGroup() {
    int p1 = person("p1", "cn=a");
    var resolved = resolve(mapping("cn=a"));

    assertThat(people(resolved, 0)).containsExactly(p1);
    assertThat(resolved.groupIds()).containsEntry(0, "cn=a");
    assertThat(resolution.groups()).isZero();
  }

  @Test
  void aGroupNamedByAPersonAndListedItselfIsOneGroup() {
    int p1 = person("p1", "cn=a");
    int p2 = person("p2");
    group("a", "p1", "p2");
    var resolved = resolve(mapping("cn=a"));

    assertThat(people(resolved, 0)).containsExactly(p1, p2);
    assertThat(resolved.groupIds()).containsEntry(0, "id-a");
    assertThat(resolution.groups()).isEqualTo(1);
  }

  @Test
  void aGroupsOwnEntryMayNameItsParent() {
    int p1 = person("p1");
    group("inner", List.of("p1"), List.of("cn=outer"));
    group("outer");
    var resolved = resolve(mapping("cn=outer"));

    assertThat(people(resolved, 0)).containsExactly(p1);
    assertThat(chain(resolved, p1)).containsExactly("inner", "outer");
  }

  @Test
  void aMemberThatNobodyIsIsPassedOver() {
    int p1 = person("p1");
    group("a", "p1", "cn=outsider", "p9");

    assertThat(people(resolve(mapping("cn=a")), 0)).containsExactly(p1);
  }

  @Test
  void aGroupWithManyMembersIsReadWhole() {
    var members = new ArrayList<String>();
    for (int i = 0; i < 5000; i++) {
      person("p" + i);
      members.add("p" + i);
    }
    group("all", members, List.of());

    assertThat(people(resolve(mapping("cn=all")), 0)).hasSize(5000);
  }

  @Test
  void aMappingNamesTheGroupByDnByNameOrById() {
    int p1 = person("p1");
    group("Engineers", "p1");
    resolution.addGroup(new DirectoryGroup("id-x", "cn=x", "CN=X", "X", List.of(), List.of()));
    group("b");
    group("a", "p1");
    var resolved = resolve(mapping("CN=A"), mapping("id-a"), mapping("a"), mapping("ENGINEERS"));

    for (int mapping = 0; mapping < 4; mapping++) {
      assertThat(people(resolved, mapping)).containsExactly(p1);
    }
    assertThat(resolved.groupIds())
        .containsEntry(0, "id-a")
        .containsEntry(1, "id-a")
        .containsEntry(2, "id-a")
        .containsEntry(3, "id-Engineers");
  }

  @Test
  void aCommonNameThatSeveralGroupsHaveIsRefused() {
    resolution.addGroup(
        new DirectoryGroup("id-1", "cn=a,ou=x", "cn=a,ou=x", "a", List.of(), List.of()));
    resolution.addGroup(
        new DirectoryGroup("id-2", "cn=a,ou=y", "cn=a,ou=y", "A", List.of(), List.of()));

    var failed = catchThrowableOfType(ReadFailed.class, () -> resolve(mapping("a")));
    assertThat(failed.failure()).isEqualTo(ReadFailure.AMBIGUOUS_GROUP);
    assertThat(failed).hasMessageContaining("a");
    assertThat(resolve(mapping("cn=a,ou=y")).groupIds()).containsEntry(0, "id-2");
  }

  @Test
  void aRenamedGroupKeepsItsMapping() {
    int p1 = person("p1");
    resolution.addGroup(
        new DirectoryGroup("id-a", "cn=new", "cn=new", "new", List.of("p1"), List.of()));
    var resolved = resolve(mapping("cn=a", "id-a"));

    assertThat(people(resolved, 0)).containsExactly(p1);
    assertThat(resolved.refs().getFirst().name()).isEqualTo("new");
  }

  @Test
  void aRenamedGroupIsFollowedThoughAnotherTookItsName() {
    int p1 = person("p1");
    person("p2");
    resolution.addGroup(
        new DirectoryGroup("id-a", "cn=new", "cn=new", "new", List.of("p1"), List.of()));
    resolution.addGroup(new DirectoryGroup("id-b", "cn=a", "cn=a", "a", List.of("p2"), List.of()));

    assertThat(people(resolve(mapping("cn=a", "id-a")), 0)).containsExactly(p1);
  }

  @Test
  void aGroupThatWasMadeAnewIsFoundByItsName() {
    int p1 = person("p1");
    group("a", "p1");
    var resolved = resolve(mapping("cn=a", "id-of-the-old-one"));

    assertThat(people(resolved, 0)).containsExactly(p1);
    assertThat(resolved.groupIds()).containsEntry(0, "id-a");
  }

  @Test
  void aMappingWhoseGroupIsMissingIsReported() {
    person("p1");
    group("a", "p1");
    var missing = mapping("cn=missing");
    var found = mapping("cn=a");
    var resolved = resolve(missing, found);

    assertThat(resolved.unmatched()).containsExactly(missing);
    assertThat(resolved.groupIds()).containsOnlyKeys(1);
    assertThat(people(resolved, 1)).hasSize(1);
    assertThat(resolved.mappings()).containsExactly(missing, found);
  }

  @Test
  void aGroupKnownOnlyByItsKeyIsNotFoundByCommonName() {
    person("p1", "cn=a");

    assertThat(resolve(mapping("a")).unmatched()).hasSize(1);
  }

  @Test
  void aMemberWhoCouldBeTwoPeopleEndsTheRun() {
    person("p1");
    person("p1");

    var failed = catchThrowableOfType(ReadFailed.class, () -> group("a", "p1"));
    assertThat(failed.failure()).isEqualTo(ReadFailure.AMBIGUOUS_PERSON);
    assertThat(failed).hasMessageContaining("p1").hasMessageContaining("a");
    assertThat(failed.getStackTrace()).isEmpty();
  }

  @Test
  void twoPeopleOfOneKeyDoNoHarmWhileNoGroupListsThem() {
    person("p1");
    person("p1", "cn=a");
    group("a");

    assertThat(people(resolve(mapping("cn=a")), 0)).containsExactly(1);
  }

  /** A small world: who lists whom, either way round. */
  record World(
      List<Set<Integer>> peopleOfGroup,
      List<Set<Integer>> groupsOfGroup,
      List<Set<Integer>> memberOfOfPerson,
      List<Set<Integer>> memberOfOfGroup) {}

  private static final int PEOPLE = 5;
  private static final int GROUPS = 6;

  @Provide
  Arbitrary<World> worlds() {
    var people = Arbitraries.integers().between(0, PEOPLE - 1).set().ofMaxSize(2);
    var groups = Arbitraries.integers().between(0, GROUPS - 1).set().ofMaxSize(2);
    return Combinators.combine(
            people.list().ofSize(GROUPS),
            groups.list().ofSize(GROUPS),
            groups.list().ofSize(PEOPLE),
            groups.list().ofSize(GROUPS))
        .as(World::new);
  }

  private static String[] keys(String prefix, Set<Integer> numbers) {
    return numbers.stream().map(number -> prefix + number).toArray(String[]::new);
  }

  private ResolvedGroups resolve(World world, boolean nested) {
    resolution = new GroupResolution(nested);
    for (int person = 0; person < PEOPLE; person++) {
      person("p" + person, keys("cn=", world.memberOfOfPerson().get(person)));
    }
    var rules = new GroupMapping[GROUPS];
    for (int group = 0; group < GROUPS; group++) {
      var members = new ArrayList<>(Arrays.asList(keys("p", world.peopleOfGroup().get(group))));
      members.addAll(Arrays.asList(keys("cn=", world.groupsOfGroup().get(group))));
      group(
          Integer.toString(group),
          members,
          List.of(keys("cn=", world.memberOfOfGroup().get(group))));
      rules[group] = mapping("cn=" + group);
    }
    return resolve(rules);
  }

  private static boolean lists(World world, int group, int person) {
    return world.peopleOfGroup().get(group).contains(person)
        || world.memberOfOfPerson().get(person).contains(group);
  }

  private static boolean contains(World world, int group, int inner) {
    return world.groupsOfGroup().get(group).contains(inner)
        || world.memberOfOfGroup().get(inner).contains(group);
  }

  /** How many groups the shortest chain has; 0 when there is none. */
  private static int distance(World world, int mapped, int person, boolean nested) {
    Set<Integer> reached = new HashSet<>(Set.of(mapped));
    for (int length = 1; length <= GROUPS; length++) {
      if (reached.stream().anyMatch(group -> lists(world, group, person))) {
        return length;
      }
      if (!nested) {
        return 0;
      }
      var next = new HashSet<>(reached);
      for (int outer : reached) {
        for (int inner = 0; inner < GROUPS; inner++) {
          if (contains(world, outer, inner)) {
            next.add(inner);
          }
        }
      }
      reached = next;
    }
    return 0;
  }

  @Property(tries = 1000)
  void equalsANaiveSearchOnAnyGraph(@ForAll("worlds") World world, @ForAll boolean nested) {
    var resolved = resolve(world, nested);

    for (int group = 0; group < GROUPS; group++) {
      var expected = new TreeSet<Integer>();
      for (int person = 0; person < PEOPLE; person++) {
        if (distance(world, group, person, nested) > 0) {
          expected.add(person);
        }
      }
      assertThat(people(resolved, group)).isEqualTo(expected);
    }
  }

  @Property(tries = 1000)
  void namesAShortestChainThatReallyLeadsToThePerson(@ForAll("worlds") World world) {
    var resolved = resolve(world, true);

    for (int row = 0; row < resolved.size(); row++) {
      var path =
          resolved.refs().get(resolved.ref(row)).path().stream().map(Integer::parseInt).toList();
      assertThat(path).hasSize(distance(world, resolved.mapping(row), resolved.person(row), true));
      assertThat(path.getLast()).isEqualTo(resolved.mapping(row));
      assertThat(lists(world, path.getFirst(), resolved.person(row))).isTrue();
      for (int i = 1; i < path.size(); i++) {
        assertThat(contains(world, path.get(i), path.get(i - 1))).isTrue();
      }
    }
  }

  @Property
  void tellsOfEachPersonWhatItsRowsSay(@ForAll("worlds") World world) {
    var resolved = resolve(world, true);

    for (int person = 0; person < PEOPLE + 2; person++) {
      var rows = new ArrayList<DesiredAccess.Mapped>();
      for (int row = 0; row < resolved.size(); row++) {
        if (resolved.person(row) == person) {
          rows.add(
              new DesiredAccess.Mapped(
                  resolved.mappings().get(resolved.mapping(row)),
                  resolved.refs().get(resolved.ref(row))));
        }
      }
      assertThat(resolved.of(person)).containsExactlyInAnyOrderElementsOf(rows);
    }
  }

  @Test
  void nobodyGetsAnythingWhereNothingIsMapped() {
    int p1 = person("p1");

    assertThat(resolve().of(p1)).isEmpty();
  }
}
