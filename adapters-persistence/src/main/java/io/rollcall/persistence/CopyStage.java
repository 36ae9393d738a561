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
import io.rollcall.domain.membership.Occasion;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/**
 * One run's staging area: temporary tables on a connection that also holds the directory's lock.
 */
final class CopyStage implements Stage {
  /** How much text goes to the server at a time, in characters. */
  private static final int CHUNK = 1 << 16;

  private final Connection connection;
  private final SyncRun run;
  private final Directory directory;
  private final long organization;
  private final long provider;
  private final CopyRows rows = new CopyRows();
  private final Map<GroupRef, Integer> refs = new IdentityHashMap<>();
  private final StagedPlan plan;
  private @Nullable CopyIn copying;
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
    this.plan = new StagedPlan(connection, run, refs);
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
    if (rows.size() >= CHUNK) {
      sendPeople();
    }
    staged += batch.size();
  }

  /** Within one COPY for all of them, so that nobody waits for an answer. */
  private void sendPeople() {
    try {
      if (copying == null) {
        copying = CopyRows.open(connection, "staged_person");
      }
      var text = rows.take();
      copying.writeToCopy(text, 0, text.length);
    } catch (SQLException failure) {
      throw new PersistenceException(failure);
    }
  }

  private void endPeople() {
    sendPeople();
    try {
      if (copying != null) {
        copying.endCopy();
      }
      connection.commit();
    } catch (SQLException failure) {
      throw new PersistenceException(failure);
    }
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
      endPeople();
      var known = transaction(flight -> flight.change(StagingSql.FOLLOW, organization, provider));
      execute(StagingSql.INDEX);
      unfollowed = staged - known.count();
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
      boolean followedHere,
      boolean domainVerified) {
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
          row.getBoolean("followed_here"),
          row.getBoolean("domain_verified"));
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
                  domainVerified,
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
    plan.begin(everybody);
    plan.decide(batches);
  }

  @Override
  public void plan(List<Planned> batch) {
    plan.add(batch);
  }

  @Override
  public int store(ResolvedGroups resolved, List<SyncProblem> problems, Occasion occasion) {
    return plan.end(problems, directory.version(), policyVersion);
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
      if (copying != null && copying.isActive()) {
        copying.cancelCopy();
      }
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
      CopyRows.copy(connection, table, rows.take());
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
