package io.rollcall.domain.federation;

import io.rollcall.domain.membership.GroupRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Who gets what: one row for each person and mapping, compact enough for millions. {@code
 * person(i)} is the ordinal that {@link GroupResolution#addPerson} gave out, {@code mapping(i)} an
 * index into the mappings, {@code ref(i)} an index into {@link #refs()}. A person and mapping occur
 * together at most once, with a shortest chain of groups.
 */
public final class ResolvedGroups {
  private final List<GroupMapping> mappings;
  private final List<GroupRef> refs;
  private final Map<Integer, String> groupIds;
  private final List<GroupMapping> unmatched;
  private final int[] people;
  private final int[] mappingOf;
  private final int[] refOf;
  private int[] firstOf = new int[0];
  private int[] byPerson = new int[0];

  ResolvedGroups(
      List<GroupMapping> mappings,
      List<GroupRef> refs,
      Map<Integer, String> groupIds,
      List<GroupMapping> unmatched,
      Rows rows) {
    this.mappings = List.copyOf(mappings);
    this.refs = List.copyOf(refs);
    this.groupIds = Map.copyOf(groupIds);
    this.unmatched = List.copyOf(unmatched);
    this.people = rows.column(0);
    this.mappingOf = rows.column(1);
    this.refOf = rows.column(2);
  }

  public int size() {
    return people.length;
  }

  public int person(int row) {
    return people[row];
  }

  public int mapping(int row) {
    return mappingOf[row];
  }

  public int ref(int row) {
    return refOf[row];
  }

  /** Whether one person gets anything. */
  public boolean has(int person) {
    if (byPerson.length == 0) {
      sortByPerson();
    }
    return person + 1 < firstOf.length && firstOf[person] < firstOf[person + 1];
  }

  /** What one person gets. The first call sorts all rows by person. */
  public List<DesiredAccess.Mapped> of(int person) {
    if (!has(person)) {
      return List.of();
    }
    var mapped = new ArrayList<DesiredAccess.Mapped>(firstOf[person + 1] - firstOf[person]);
    for (int i = firstOf[person]; i < firstOf[person + 1]; i++) {
      mapped.add(
          new DesiredAccess.Mapped(
              mappings.get(mappingOf[byPerson[i]]), refs.get(refOf[byPerson[i]])));
    }
    return mapped;
  }

  private void sortByPerson() {
    int last = Arrays.stream(people).max().orElse(-1);
    firstOf = new int[last + 2];
    for (int person : people) {
      firstOf[person + 1]++;
    }
    for (int person = 0; person <= last; person++) {
      firstOf[person + 1] += firstOf[person];
    }
    var next = firstOf.clone();
    byPerson = new int[people.length];
    for (int row = 0; row < people.length; row++) {
      byPerson[next[people[row]]++] = row;
    }
  }

  public List<GroupMapping> mappings() {
    return mappings;
  }

  public List<GroupRef> refs() {
    return refs;
  }

  /** The stable id of the group each mapping was resolved to, by the index of the mapping. */
  public Map<Integer, String> groupIds() {
    return groupIds;
  }

  /** Mappings whose group the directory does not have. */
  public List<GroupMapping> unmatched() {
    return unmatched;
  }

  /** A growing table of three columns of numbers. */
  static final class Rows {
    private static final int WIDTH = 3;
    private int[] cells = new int[WIDTH * 1024];
    private int used;

    void add(int person, int mapping, int ref) {
      if (used == cells.length) {
        cells = Arrays.copyOf(cells, cells.length * 2);
      }
      cells[used++] = person;
      cells[used++] = mapping;
      cells[used++] = ref;
    }

    int[] column(int index) {
      var column = new int[used / WIDTH];
      for (int row = 0; row < column.length; row++) {
        column[row] = cells[row * WIDTH + index];
      }
      return column;
    }
  }
}
