package io.rollcall.persistence;

import io.rollcall.application.port.SyncStaging.Affected;
import io.rollcall.application.port.SyncStaging.Planned;
import io.rollcall.domain.federation.SyncProblem;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.GroupRef;
import io.rollcall.domain.membership.Membership;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a run while it is made, in one transaction from its first row to its last: a plan is
 * stored whole or not at all. While the caller decides about one batch of people, the next is
 * fetched and the one before is stored; a thread of its own speaks to the connection meanwhile, and
 * only that.
 */
final class StagedPlan {
  /**
   * How many affected people are decided at a time: few enough for memory, many enough to make
   * round trips cheap.
   */
  private static final int BATCH = 2000;

  private final Connection connection;
  private final SyncRun run;
  private final long organization;
  private final long provider;
  private final long id;
  private final Map<GroupRef, Integer> refs;
  private final CopyRows rows = new CopyRows();
  private final List<SyncProblem> taken = new ArrayList<>();
  private long planned;
  private @Nullable ExecutorService lane;
  private @Nullable Future<?> storing;

  /**
   * @param refs the number of each group, by identity; filled before the plan begins
   */
  StagedPlan(Connection connection, SyncRun run, Map<GroupRef, Integer> refs) {
    this.connection = connection;
    this.run = run;
    this.organization = run.organization().value();
    this.provider = run.directory().value();
    this.id = run.id().value();
    this.refs = refs;
  }

  /** Forgets an earlier attempt and finds out who is affected. */
  void begin(boolean everybody) {
    boolean farewell = run.purpose() == SyncRun.Purpose.FAREWELL;
    send(
        flight -> {
          flight.query(Tenancy.ENTER, row -> "", run.organization().toString());
          flight.query(StagingSql.MEMORY, row -> "");
          StagingSql.FORGET_ATTEMPT.forEach(forget -> flight.change(forget, organization, id));
          return flight.query(
              StagingSql.SHARED_ADDRESSES, row -> taken.add(taken(row)), organization);
        });
    send(
        flight -> {
          flight.change(StagingSql.STORE_GROUPS, organization, id);
          return flight.change(
              StagingSql.AFFECTED,
              everybody,
              organization,
              provider,
              organization,
              provider,
              organization,
              provider,
              organization,
              provider,
              farewell,
              organization,
              provider);
        });
  }

  /** Delivers everybody affected; {@link #add} is called meanwhile. */
  void decide(Consumer<List<Affected>> batches) {
    try (var threads = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory())) {
      lane = threads;
      var next = threads.submit(this::fetch);
      while (true) {
        var batch = await(next);
        if (batch.isEmpty()) {
          break;
        }
        next = threads.submit(this::fetch);
        batches.accept(batch);
      }
      awaitStored();
    } finally {
      lane = null;
    }
  }

  void add(List<Planned> batch) {
    if (lane == null) {
      throw new IllegalStateException("a plan is added to while the affected are delivered");
    }
    if (batch.isEmpty()) {
      return;
    }
    long first = planned;
    for (var one : batch) {
      new PlanRow(one, refs).write(rows, planned++);
    }
    var text = rows.take();
    long last = planned - 1;
    awaitStored();
    storing = lane.submit(() -> store(text, first, last));
  }

  private void awaitStored() {
    if (storing != null) {
      await(storing);
      storing = null;
    }
  }

  private void store(byte[] text, long first, long last) {
    try {
      CopyRows.copy(connection, "staged_plan", text);
    } catch (SQLException failure) {
      throw new PersistenceException(failure);
    }
    send(flight -> flight.change(StagingSql.STORE_PLAN, organization, id, first, last));
  }

  private static <T> T await(Future<T> result) {
    try {
      return result.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failure.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a plan was stored", stop);
    }
  }

  private record Difference(int ordinal, @Nullable Long user, boolean disabled) {
    static Difference read(ResultSet row) throws SQLException {
      return new Difference(
          row.getInt("ordinal"), Values.longOrNull(row, "user_id"), row.getBoolean("disabled"));
    }
  }

  private List<Affected> fetch() {
    var batch =
        send(flight -> flight.query(StagingSql.NEXT_AFFECTED.formatted(BATCH), Difference::read))
            .all();
    var users =
        batch.stream().map(Difference::user).filter(user -> user != null).map(UserId::new).toList();
    Map<Long, Membership> known = users.isEmpty() ? Map.of() : memberships(users);
    return batch.stream()
        .map(
            difference ->
                new Affected(
                    difference.ordinal,
                    difference.user == null ? null : known.get(difference.user),
                    difference.disabled))
        .toList();
  }

  private Map<Long, Membership> memberships(List<UserId> users) {
    return send(
            flight ->
                new SliceReader(flight, run.organization(), SliceReader.People.of(users), false))
        .members()
        .stream()
        .collect(Collectors.toMap(member -> member.user().value(), Function.identity()));
  }

  /**
   * Completes the plan with the people of whom only names or addresses change and with the
   * problems, and commits it.
   *
   * @return how many problems were found while storing
   */
  int end(List<SyncProblem> problems, long directoryVersion, long policyVersion) {
    send(
        flight -> {
          flight.change(
              StagingSql.STORE_PROFILES, organization, id, organization, provider, organization);
          flight.query(StagingSql.TAKEN_ADDRESSES, row -> taken.add(taken(row)), organization);
          flight.query(
              StagingSql.KEPT_ADDRESSES,
              row -> taken.add(kept(row)),
              organization,
              id,
              organization,
              id,
              organization);
          return flight.change(StagingSql.BASIS, directoryVersion, policyVersion, organization, id);
        });
    storeProblems(problems);
    try {
      connection.commit();
    } catch (SQLException failure) {
      throw new PersistenceException(failure);
    }
    return taken.size();
  }

  private void storeProblems(List<SyncProblem> problems) {
    var all = new ArrayList<>(problems);
    all.addAll(taken);
    if (all.isEmpty()) {
      return;
    }
    var json = new JsonRows();
    for (int i = 0; i < all.size(); i++) {
      var problem = all.get(i);
      json.row()
          .set("organization_id", organization)
          .set("run_id", id)
          .set("position", i)
          .set("kind", problem.kind().code())
          .set("dn", problem.dn())
          .set("name", problem.name())
          .set("email", problem.email())
          .set("detail", problem.detail());
    }
    send(
        flight ->
            flight.change(
                "insert into sync_problem select * from"
                    + " jsonb_populate_recordset(null::sync_problem, ?::jsonb)",
                json.json()));
  }

  private static SyncProblem taken(ResultSet row) throws SQLException {
    return new SyncProblem(
        SyncProblem.Kind.EMAIL_TAKEN,
        row.getString("dn"),
        row.getString("name"),
        row.getString("email"),
        "Another account has this address; the person keeps the old one.");
  }

  private static SyncProblem kept(ResultSet row) throws SQLException {
    return new SyncProblem(
        SyncProblem.Kind.EMAIL_KEPT,
        row.getString("dn"),
        row.getString("name"),
        row.getString("email"),
        "The person belongs to another organization, too, and keeps the old address.");
  }

  private <T> T send(Function<Flight, T> work) {
    var flight = new Flight(leaving -> leaving.run(connection));
    var result = work.apply(flight);
    flight.send();
    return result;
  }
}
