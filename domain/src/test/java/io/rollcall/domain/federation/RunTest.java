package io.rollcall.domain.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.federation.SyncRun.Status;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.SyncRunId;
import io.rollcall.domain.membership.Target;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunTest {
  @Test
  void isUnderWayUntilSomebodyHasToLookOrItEnded() {
    assertThat(Arrays.stream(Status.values()).filter(Status::isUnderWay))
        .containsExactly(Status.QUEUED, Status.READING, Status.PLANNING, Status.APPLYING);
  }

  @Test
  void changesNothingWhenItOnlyRead() {
    assertThat(SyncCounts.NONE.changesNothing()).isTrue();
    assertThat(new SyncCounts(9, 9, 0, 0, 0, 0, 0, 0, 9, 9, 9).changesNothing()).isTrue();
  }

  @Test
  void changesSomethingWhateverItIs() {
    assertThat(new SyncCounts(0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0).changesNothing()).isFalse();
    assertThat(new SyncCounts(0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0).changesNothing()).isFalse();
    assertThat(new SyncCounts(0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0).changesNothing()).isFalse();
    assertThat(new SyncCounts(0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0).changesNothing()).isFalse();
    assertThat(new SyncCounts(0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0).changesNothing()).isFalse();
    assertThat(new SyncCounts(0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0).changesNothing()).isFalse();
  }

  @Test
  void ofAConnectionTestIsFineWhenEachStepIs() {
    var good = new ConnectionTest.Step("connect", true, "connected");
    var bad = new ConnectionTest.Step("bind", false, "refused");

    assertThat(new ConnectionTest(List.of(good, good)).ok()).isTrue();
    assertThat(new ConnectionTest(List.of(good, bad)).ok()).isFalse();
  }

  @Test
  void keepsTheIdOfAMappingThatSaysTheSame() {
    var effect = new GroupMapping.Effect.Gives(new Target.OrganizationRole(Role.MANAGER));
    var mapping = new GroupMapping(new MappingId(1), "cn=a", "id", effect);

    assertThat(mapping.sameRule(new GroupMapping(new MappingId(2), "cn=a", null, effect))).isTrue();
    assertThat(mapping.sameRule(new GroupMapping(new MappingId(1), "cn=b", "id", effect)))
        .isFalse();
    assertThat(
            mapping.sameRule(
                new GroupMapping(
                    new MappingId(1), "cn=a", "id", new GroupMapping.Effect.Suspends())))
        .isFalse();
  }

  @Test
  void movesOnOneFieldAtATime() {
    var start = Instant.parse("2026-03-01T08:00:00Z");
    var run =
        new SyncRun(
            new SyncRunId(1),
            new OrganizationId(2),
            new ProviderId(3),
            Status.QUEUED,
            false,
            SyncRun.Purpose.SYNC,
            null,
            SyncRun.Progress.WAITING,
            SyncCounts.NONE,
            null,
            SyncRun.Seconds.NONE,
            start,
            null);
    var counts = new SyncCounts(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    var progress = new SyncRun.Progress("read", 5, 10L, 100);
    var seconds = new SyncRun.Seconds(1, 2, 3, 4);
    var reason = new SyncRun.Reason("removal-budget", "Too many.");
    var ended =
        run.at(Status.READING, progress)
            .counted(counts)
            .timed(seconds)
            .ended(Status.NEEDS_REVIEW, reason, start.plusSeconds(9));

    assertThat(ended)
        .isEqualTo(
            new SyncRun(
                run.id(),
                run.organization(),
                run.directory(),
                Status.NEEDS_REVIEW,
                false,
                SyncRun.Purpose.SYNC,
                null,
                progress,
                counts,
                reason,
                seconds,
                start,
                start.plusSeconds(9)));
    assertThat(ended.at(Status.APPLYING, progress).finishedAt()).isNull();
  }
}
