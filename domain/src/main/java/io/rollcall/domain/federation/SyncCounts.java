package io.rollcall.domain.federation;

/** What a run read and what it changes, in people, groups and grants. */
public record SyncCounts(
    int peopleRead,
    int groupsRead,
    int peopleAdded,
    int grantsAdded,
    int grantsEnded,
    int suspended,
    int resumed,
    int rolesChanged,
    int unchanged,
    int losingAccess,
    int problems) {
  public static final SyncCounts NONE = new SyncCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Whether the run has anything to apply. */
  public boolean changesNothing() {
    return peopleAdded == 0
        && grantsAdded == 0
        && grantsEnded == 0
        && suspended == 0
        && resumed == 0
        && rolesChanged == 0;
  }
}
