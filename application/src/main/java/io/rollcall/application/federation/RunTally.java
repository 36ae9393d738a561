package io.rollcall.application.federation;

import io.rollcall.domain.federation.PlannedChange;
import io.rollcall.domain.federation.SyncCounts;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.MembershipChange;
import io.rollcall.domain.membership.Occasion;

/** Counts what a plan changes. */
final class RunTally {
  private int added;
  private int grantsAdded;
  private int grantsEnded;
  private int suspended;
  private int resumed;
  private int rolesChanged;
  private int losing;

  void add(PlannedChange change, Occasion occasion) {
    var difference =
        new MembershipChange(
            change.before(),
            change.after(),
            change.kind().transition(),
            occasion,
            change.because());
    grantsAdded += (int) difference.grantsAdded().stream().filter(Grant::isActive).count();
    grantsEnded += difference.grantsEnded().size();
    losing += change.endsAccess() ? 1 : 0;
    switch (change.kind()) {
      case JOINED -> added++;
      case SUSPENDED -> suspended++;
      case RESUMED -> resumed++;
      case CHANGED, REMOVED -> rolesChanged += roleDiffers(change) ? 1 : 0;
      case RECORDED -> {}
    }
  }

  private static boolean roleDiffers(PlannedChange change) {
    var before = change.before();
    return before != null && before.entitled().role() != change.after().entitled().role();
  }

  SyncCounts counts(int peopleRead, int groupsRead, int problems, int unchanged) {
    return new SyncCounts(
        peopleRead,
        groupsRead,
        added,
        grantsAdded,
        grantsEnded,
        suspended,
        resumed,
        rolesChanged,
        unchanged,
        losing,
        problems);
  }
}
