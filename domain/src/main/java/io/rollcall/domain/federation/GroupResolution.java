package io.rollcall.domain.federation;

import io.rollcall.domain.membership.GroupRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns who is listed in which group into who gets what. People are added first, then groups, then
 * {@link #resolve} is called once. Nested groups are followed to any depth; cycles end where they
 * began. Memory grows with ids and memberships only. Not thread-safe.
 */
public final class GroupResolution {
  private static final int AMBIGUOUS = -1;

  private final boolean nested;
  private final Map<String, Integer> people = new HashMap<>();
  private final List<Node> groups = new ArrayList<>();
  private final Map<String, Node> byKey = new HashMap<>();
  private int personCount;

  /**
   * @param nested whether members of a member group count as members
   */
  public GroupResolution(boolean nested) {
    this.nested = nested;
  }

  /** The ordinal of the person, counted from 0 in the order of adding. */
  public int addPerson(DirectoryPerson person) {
    int ordinal = personCount++;
    people.merge(person.key(), ordinal, (first, second) -> AMBIGUOUS);
    for (var group : person.memberOf()) {
      named(group).people.add(ordinal);
    }
    return ordinal;
  }

  public int people() {
    return personCount;
  }

  public int groups() {
    return (int) groups.stream().filter(node -> node.listed).count();
  }

  /**
   * @throws ReadFailed when a member could be more than one person
   */
  public void addGroup(DirectoryGroup group) {
    var node = named(group.key());
    node.listed = true;
    node.id = group.id();
    node.name = group.name();
    for (var member : group.members()) {
      var person = people.get(member);
      if (person == null) {
        node.unresolved.add(member);
      } else if (person == AMBIGUOUS) {
        throw new ReadFailed(
            ReadFailure.AMBIGUOUS_PERSON,
            "Group %s lists %s, and several people go by that name."
                .formatted(group.name(), member));
      } else {
        node.people.add(person);
      }
    }
    for (var parent : group.memberOf()) {
      named(parent).children.add(node);
    }
  }

  /**
   * @param canonicalName the canonical form of a group name, as {@code
   *     DirectoryReader.canonicalGroupName} gives it
   * @throws ReadFailed when a mapping names a group by a common name that several groups have
   */
  public ResolvedGroups resolve(
      List<GroupMapping> mappings, java.util.function.UnaryOperator<String> canonicalName) {
    linkChildren();
    var rows = new ResolvedGroups.Rows();
    var refs = new ArrayList<GroupRef>();
    var ids = new HashMap<Integer, String>();
    var unmatched = new ArrayList<GroupMapping>();
    for (int index = 0; index < mappings.size(); index++) {
      var mapping = mappings.get(index);
      var root = match(mapping, canonicalName);
      if (root == null) {
        unmatched.add(mapping);
      } else {
        ids.put(index, root.id);
        collect(root, index, rows, refs);
      }
    }
    return new ResolvedGroups(mappings, refs, ids, unmatched, rows);
  }

  private Node named(String key) {
    return byKey.computeIfAbsent(
        key,
        missing -> {
          var node = new Node(missing);
          groups.add(node);
          return node;
        });
  }

  private void linkChildren() {
    if (!nested) {
      return;
    }
    for (var node : List.copyOf(groups)) {
      for (var member : node.unresolved) {
        var child = byKey.get(member);
        if (child != null) {
          node.children.add(child);
        }
      }
    }
  }

  private @Nullable Node match(
      GroupMapping mapping, java.util.function.UnaryOperator<String> canonicalName) {
    if (mapping.groupId() != null) {
      var followed = only(mapping, node -> node.id.equals(mapping.groupId()));
      if (followed != null) {
        return followed;
      }
    }
    var byId = only(mapping, node -> node.id.equals(mapping.group()));
    if (byId != null) {
      return byId;
    }
    var byDn = byKey.get(canonicalName.apply(mapping.group()));
    return byDn != null
        ? byDn
        : only(mapping, node -> node.listed && node.name.equalsIgnoreCase(mapping.group()));
  }

  private @Nullable Node only(GroupMapping mapping, Predicate<Node> wanted) {
    Node found = null;
    for (var node : groups) {
      if (wanted.test(node)) {
        if (found != null) {
          throw new ReadFailed(
              ReadFailure.AMBIGUOUS_GROUP,
              "The mapping of group %s fits several groups: name it by its DN."
                  .formatted(mapping.group()));
        }
        found = node;
      }
    }
    return found;
  }

  /** Breadth first, so that everybody is reached by a shortest chain. */
  private void collect(Node root, int mapping, ResolvedGroups.Rows rows, List<GroupRef> refs) {
    var given = new BitSet(personCount);
    Set<Node> seen = new HashSet<>();
    var parents = new HashMap<Node, Node>();
    var queue = new ArrayDeque<Node>();
    queue.add(root);
    seen.add(root);
    while (!queue.isEmpty()) {
      var node = queue.poll();
      int ref = -1;
      for (int i = 0; i < node.people.size; i++) {
        int person = node.people.values[i];
        if (!given.get(person)) {
          given.set(person);
          if (ref < 0) {
            ref = refs.size();
            refs.add(new GroupRef(root.id, root.name, chain(node, parents)));
          }
          rows.add(person, mapping, ref);
        }
      }
      if (nested) {
        for (var child : node.children) {
          if (seen.add(child)) {
            parents.put(child, node);
            queue.add(child);
          }
        }
      }
    }
  }

  private static List<String> chain(Node from, Map<Node, Node> parents) {
    var names = new ArrayList<String>();
    for (Node node = from; node != null; node = parents.get(node)) {
      names.add(node.name);
    }
    return names;
  }

  private static final class Node {
    private final IntList people = new IntList();
    private final List<String> unresolved = new ArrayList<>();
    private final Set<Node> children = new java.util.LinkedHashSet<>();
    private String id;
    private String name;
    private boolean listed;

    /** A group that is so far known by its key only: somebody's {@code memberOf} names it. */
    Node(String key) {
      this.id = key;
      this.name = key;
    }
  }

  private static final class IntList {
    private int[] values = new int[4];
    private int size;

    void add(int value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }
  }
}
