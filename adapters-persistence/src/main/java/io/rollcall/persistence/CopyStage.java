package io.rollcall.persistence;

import io.rollcall.application.port.SyncStaging.Affected;
import io.rollcall.application.port.SyncStaging.Planned;
import io.rollcall.application.port.SyncStaging.Stage;
import io.rollcall.application.port.SyncStaging.StagedPerson;
import io.rollcall.domain.federation.AddressClaim;
import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.GroupMapping;
import io.rollcall.domain.federation.ResolvedGroups;
import io.rollcall.domain.federation.SyncProblem;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.GroupRef;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Occasion;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run's staging area: temporary tables on a connection that also holds the directory's lock.
 */
final class CopyStage implements Stage {
  /**
   * How many affected people are decided at a time: few enough for memory, many enough to make
   * round trips cheap.
   */
  private static final int BATCH = 2000;

  private final Connection connection;
  private final SyncRun run;
  private final Directory directory;
  private final long organization;
  private final long provider;
  private final CopyRows rows = new CopyRows();
  private final Map<GroupRef, Integer> refs = new IdentityHashMap<>();
  private int staged;
  private int unfollowed;

  /** As it was before anybody read the policy to plan with. */
  private final long policyVersion;

  private boolean followed;

  CopyStage(Connection connection, SyncRun run, Directory directory) throws SQLException {
    this.connection = connection;
    this.run = run;
    this.directory = directory;
    this.organization = run.organization().value();
    this.provider = run.directory().value();
    connection.setAutoCommit(false);
    execute(StagingSql.DROP);
    execute(StagingSql.CREATE);
    connection.commit();
    this.policyVersion = policyVersion();
  }

  @Override
  public void people(List<StagedPerson> batch) {
    for (var person : batch) {
      var email = person.email();
      rows.add(person.ordinal())
          .add(person.subject())
          .add(person.dn())
          .add(email == null ? null : email.value())
          .add(person.profile().username())
          .add(person.profile().firstName())
          .add(person.profile().lastName())
          .add(person.disabled())
          .end();
    }
    copy("staged_person");
    staged += batch.size();
  }

  @Override
  public Map<Integer, EmailAddress> recordedAddresses(Collection<Integer> ordinals) {
    follow();
    var wanted = ordinals.stream().mapToInt(Integer::intValue).toArray();
    var recorded = new HashMap<Integer, EmailAddress>();
    transaction(
        flight ->
            flight.query(
                StagingSql.RECORDED_ADDRESSES,
                row -> recorded.put(row.getInt(1), new EmailAddress(row.getString(2))),
                wanted));
    return recorded;
  }

  /** Once everybody was read: finds out who of them is followed already. */
  private void follow() {
    if (!followed) {
      unfollowed =
          staged
              - transaction(flight -> flight.change(StagingSql.FOLLOW, organization, provider))
                  .count();
      followed = true;
    }
  }

  @Override
  public void chooseAddresses(Map<Integer, EmailAddress> addresses) {
    if (!addresses.isEmpty()) {
      var ordinals = List.copyOf(addresses.keySet());
      transaction(
          flight ->
              flight.change(
                  StagingSql.CHOOSE_ADDRESS,
                  ordinals.stream().mapToInt(Integer::intValue).toArray(),
                  ordinals.stream()
                      .map(ordinal -> address(addresses, ordinal))
                      .toArray(String[]::new)));
    }
  }

  private static String address(Map<Integer, EmailAddress> addresses, Integer ordinal) {
    var address = addresses.get(ordinal);
    if (address == null) {
      throw new IllegalArgumentException("no address for " + ordinal);
    }
    return address.value();
  }

  @Override
  public List<AddressClaim> claims() {
    follow();
    if (unfollowed == 0) {
      return List.of();
    }
    var claims =
        transaction(flight -> flight.query(StagingSql.CLAIMS, Claim::read, provider, organization))
            .all();
    var accounts = claims.stream().filter(claim -> claim.account != null).toList();
    Set<Long> elsewhere =
        accounts.isEmpty()
            ? Set.of()
            : new HashSet<>(
                transaction(
                        flight ->
                            flight.query(
                                "select b from belonging_elsewhere(?, ?) b",
                                row -> row.getLong(1),
                                accounts.stream().mapToLong(Claim::accountId).toArray(),
                                organization))
                    .all());
    return claims.stream().map(claim -> claim.toDomain(elsewhere)).toList();
  }

  /** A row of {@link StagingSql#CLAIMS}. */
  private record Claim(
      int ordinal,
      String dn,
      String name,
      String email,
      boolean followed,
      @Nullable Long account,
      boolean memberHere,
      boolean ownerHere,
      boolean followedHere) {
    static Claim read(ResultSet row) throws SQLException {
      return new Claim(
          row.getInt("ordinal"),
          row.getString("dn"),
          row.getString("name"),
          row.getString("email"),
          row.getBoolean("followed"),
          Values.longOrNull(row, "account"),
          row.getBoolean("member_here"),
          row.getBoolean("owner_here"),
          row.getBoolean("followed_here"));
    }

    long accountId() {
      return account == null ? 0 : account;
    }

    AddressClaim toDomain(Set<Long> elsewhere) {
      var known =
          account == null
              ? null
              : new AddressClaim.Account(
                  new UserId(account),
                  memberHere,
                  ownerHere,
                  elsewhere.contains(account),
                  false,
                  followedHere);
      return new AddressClaim(ordinal, dn, name, new EmailAddress(email), followed, known);
    }
  }

  @Override
  public void decide(Map<Integer, UserId> links, Set<Integer> excluded) {
    if (!links.isEmpty()) {
      var ordinals = links.keySet().stream().mapToInt(Integer::intValue).toArray();
      var users = links.values().stream().mapToLong(UserId::value).toArray();
      transaction(flight -> flight.change(StagingSql.LINK, ordinals, users));
    }
    if (!excluded.isEmpty()) {
      var ordinals = excluded.stream().mapToInt(Integer::intValue).toArray();
      transaction(flight -> flight.change(StagingSql.EXCLUDE, ordinals));
    }
  }

  @Override
  public void desired(ResolvedGroups resolved) {
    for (int row = 0; row < resolved.size(); row++) {
      var mapping = resolved.mappings().get(resolved.mapping(row));
      rows.add(resolved.person(row))
          .add(mapping.id().value())
          .add(resolved.ref(row))
          .add(mapping.effect() instanceof GroupMapping.Effect.Suspends)
          .end();
      if (row % 50_000 == 49_999) {
        copy("staged_grant");
      }
    }
    copy("staged_grant");
    for (int ref = 0; ref < resolved.refs().size(); ref++) {
      var group = resolved.refs().get(ref);
      refs.put(group, ref);
      rows.add(ref).add(group.id()).add(group.name()).addTexts(group.path()).end();
    }
    copy("staged_ref");
  }

  @Override
  public void affected(boolean everybody, Consumer<List<Affected>> batches) {
    follow();
    boolean farewell = run.purpose() == SyncRun.Purpose.FAREWELL;
    transaction(
        flight ->
            flight.change(
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
                provider));
    long after = 0;
    while (true) {
      long from = after;
      var batch =
          transaction(
                  flight -> flight.query(StagingSql.NEXT_AFFECTED, Difference::read, from, BATCH))
              .all();
      if (batch.isEmpty()) {
        return;
      }
      after = batch.getLast().seq();
      batches.accept(withMemberships(batch));
    }
  }

  private record Difference(long seq, int ordinal, @Nullable Long user, boolean disabled) {
    static Difference read(ResultSet row) throws SQLException {
      return new Difference(
          row.getLong("seq"),
          row.getInt("ordinal"),
          Values.longOrNull(row, "user_id"),
          row.getBoolean("disabled"));
    }
  }

  private List<Affected> withMemberships(List<Difference> batch) {
    var users = new ArrayList<UserId>();
    batch.stream()
        .map(Difference::user)
        .filter(user -> user != null)
        .forEach(user -> users.add(new UserId(user)));
    Map<Long, Membership> known =
        users.isEmpty()
            ? Map.of()
            : transaction(
                    flight ->
                        new SliceReader(
                            flight, run.organization(), SliceReader.People.of(users), false))
                .members()
                .stream()
                .collect(Collectors.toMap(member -> member.user().value(), Function.identity()));
    return batch.stream()
        .map(
            difference ->
                new Affected(
                    difference.ordinal,
                    difference.user == null ? null : known.get(difference.user),
                    difference.disabled))
        .toList();
  }

  @Override
  public void plan(List<Planned> batch) {
    batch.forEach(planned -> new PlanRow(planned, refs).write(rows));
    copy("staged_plan");
  }

  @Override
  public int store(ResolvedGroups resolved, List<SyncProblem> problems, Occasion occasion) {
    var taken = new ArrayList<SyncProblem>();
    transaction(
        flight -> {
          flight.change(
              StagingSql.FORGET_ATTEMPT,
              organization,
              run.id().value(),
              organization,
              run.id().value(),
              organization,
              run.id().value());
          return flight;
        });
    transaction(
        flight -> {
          flight.query(StagingSql.SHARED_ADDRESSES, row -> taken.add(taken(row)), organization);
          flight.change(StagingSql.STORE_GROUPS, organization, run.id().value());
          flight.change(StagingSql.STORE_PLAN, organization, run.id().value());
          flight.change(
              StagingSql.STORE_PROFILES,
              organization,
              run.id().value(),
              organization,
              provider,
              organization);
          flight.query(StagingSql.TAKEN_ADDRESSES, row -> taken.add(taken(row)), organization);
          flight.change(
              StagingSql.BASIS, directory.version(), policyVersion, organization, run.id().value());
          return flight;
        });
    storeProblems(problems, taken);
    return taken.size();
  }

  private static SyncProblem taken(ResultSet row) throws SQLException {
    return new SyncProblem(
        SyncProblem.Kind.EMAIL_TAKEN,
        row.getString("dn"),
        row.getString("name"),
        row.getString("email"),
        "Another account has this address; the person keeps the old one.");
  }

  private void storeProblems(List<SyncProblem> problems, List<SyncProblem> taken) {
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
          .set("run_id", run.id().value())
          .set("position", i)
          .set("kind", problem.kind().code())
          .set("dn", problem.dn())
          .set("name", problem.name())
          .set("email", problem.email())
          .set("detail", problem.detail());
    }
    transaction(
        flight ->
            flight.change(
                "insert into sync_problem select * from"
                    + " jsonb_populate_recordset(null::sync_problem, ?::jsonb)",
                json.json()));
  }

  private long policyVersion() {
    return transaction(
            flight ->
                flight.query(
                    "select o.version from organization o where o.id = ?",
                    row -> row.getLong(1),
                    organization))
        .first()
        .orElseThrow();
  }

  @Override
  public void close() {
    try (connection) {
      connection.rollback();
      execute(StagingSql.DROP);
      connection.commit();
      connection.setAutoCommit(true);
      try (var release = connection.prepareStatement(DirectoryLock.RELEASE)) {
        release.setLong(1, organization);
        release.setLong(2, provider);
        release.execute();
      }
    } catch (SQLException failure) {
      throw new PersistenceException(failure);
    }
  }

  private void copy(String table) {
    try {
      rows.copy(connection, table);
      connection.commit();
    } catch (SQLException failure) {
      throw new PersistenceException(failure);
    }
  }

  private void execute(String sql) {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new PersistenceException(failure);
    }
  }

  /** A short transaction in the organization's scope. */
  private <T> T transaction(Function<Flight, T> work) {
    var flight = new Flight(entering -> entering.run(connection));
    flight.query(Tenancy.ENTER, row -> "", run.organization().toString());
    flight.query(StagingSql.MEMORY, row -> "");
    var result = work.apply(flight);
    try {
      flight.send();
      connection.commit();
    } catch (SQLException failure) {
      throw new PersistenceException(failure);
    }
    return result;
  }
}
