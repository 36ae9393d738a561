package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.AccountViews;
import io.rollcall.application.port.DecisionViews;
import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.PortContract;
import io.rollcall.application.port.Ports;
import io.rollcall.application.port.WorkspaceViews;
import io.rollcall.domain.identity.ApiToken;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.SigningKey;
import io.rollcall.domain.identity.TokenScope;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How often the hot paths wait for the database, counted on the wire. The first statement takes the
 * begin of the transaction along; the commit is one more, which is not among these.
 */
@PostgresTest
class RoundTripTest extends PortContract {
  @Inject PanachePorts ports;
  @Inject TransactionSynchronizationRegistry transaction;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  private CountingProxy wire;
  private Connection connection;
  private Tenancy tenancy;
  private Jdbc jdbc;
  private PanacheOrganizationRepository organizations;
  private OrganizationId here;
  private UserId owner;
  private UserId ann;

  @Override
  protected Ports ports() {
    return ports;
  }

  @BeforeEach
  void connect() throws Exception {
    owner = person("owner");
    ann = person("ann");
    here = found(owner);
    join(here, owner, ann, Role.ANNOTATOR, 1);
    ports.ids().nextGrant();
    var database = URI.create(url.substring("jdbc:".length()));
    wire = new CountingProxy(database.getPort());
    connection =
        DriverManager.getConnection(
            "jdbc:postgresql://localhost:%d%s?sslmode=disable&gssEncMode=disable"
                .formatted(wire.port(), database.getPath()),
            "rollcall_app",
            "app");
    connection.setAutoCommit(false);
    jdbc = new Jdbc(always(connection));
    tenancy = new Tenancy(jdbc, transaction);
    organizations = new PanacheOrganizationRepository(tenancy, ports.ids(), new TestNotes());
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
    wire.close();
  }

  /** A pool of one connection, which nobody closes. */
  private static DataSource always(Connection connection) {
    var open =
        (Connection)
            Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("close")) {
                    return null;
                  }
                  try {
                    return method.invoke(connection, arguments);
                  } catch (InvocationTargetException thrown) {
                    throw thrown.getCause();
                  }
                });
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> open);
  }

  private void assertRoundTrips(int roundTrips, int statements, Runnable work) {
    int before = wire.roundTrips();
    int statementsBefore = wire.statements();
    ports.transaction(work);
    assertThat(wire.roundTrips() - before).as("round trips").isEqualTo(roundTrips);
    assertThat(wire.statements() - statementsBefore).as("statements").isEqualTo(statements);
  }

  /** From its fifth use on the driver keeps a statement prepared, and treats it differently. */
  private void assertRoundTripsOnceAccustomed(int roundTrips, int statements, Runnable work)
      throws SQLException {
    for (int i = 0; i < 8; i++) {
      ports.transaction(work);
      connection.commit();
    }
    assertRoundTrips(roundTrips, statements, work);
    connection.commit();
  }

  @Test
  void preparedStatementsTravelTogetherToo() throws SQLException {
    var key = ports.vault().newToken();
    var hash = ports.vault().hash(key);
    ports.transaction(() -> ports.legacyTokens().replace(here, ann, key, hash));
    var tokens = new PanacheLegacyTokenRepository(tenancy, jdbc, ports.vault());

    assertRoundTripsOnceAccustomed(1, 2, () -> organizations.acting(here, ann));
    assertRoundTripsOnceAccustomed(1, 5, () -> organizations.member(here, ann));
    assertRoundTripsOnceAccustomed(
        1, 7, () -> organizations.lock(here, List.of(owner, ann), occasion(owner, 2)));
    assertRoundTripsOnceAccustomed(
        1, 2, () -> new SqlAccountViews(jdbc, tenancy).account(ann, null));
    assertRoundTripsOnceAccustomed(1, 1, () -> tokens.findByHash(hash));
    var wanted =
        new DecisionViews.Wanted(here, owner, Set.of(owner, ann), Set.of(), Set.of(), Set.of());
    assertRoundTripsOnceAccustomed(1, 3, () -> new SqlDecisionViews(tenancy).facts(wanted));
  }

  @Test
  void actingIsOne() {
    assertRoundTrips(1, 2, () -> assertThat(organizations.acting(here, ann)).isPresent());
  }

  @Test
  void memberIsOne() {
    assertRoundTrips(1, 5, () -> assertThat(organizations.member(here, ann)).isPresent());
  }

  @Test
  void sliceIsOne() {
    assertRoundTrips(1, 7, () -> organizations.lock(here, List.of(owner, ann), occasion(owner, 2)));
  }

  @Test
  void changedRoleIsTwo() {
    assertRoundTrips(
        2,
        7 + 4,
        () -> {
          var slice = organizations.lock(here, List.of(owner, ann), occasion(owner, 2));
          slice.changeRole(owner, ann, Role.REVIEWER);
          organizations.save(slice);
        });
  }

  @Test
  void deactivationIsTwoWithAllSessionsEnded() {
    assertRoundTrips(
        2,
        7 + 7,
        () -> {
          var slice = organizations.lock(here, List.of(owner, ann), occasion(owner, 2));
          slice.changeRole(owner, ann, Role.DEACTIVATED);
          organizations.save(slice);
        });
  }

  @Test
  void seatingThoseWhoWaitIsOneMore() {
    assertRoundTrips(
        2,
        7 + 4,
        () -> {
          organizations.lock(here, List.of(owner, ann), occasion(owner, 2));
          assertThat(organizations.lockWaiting(here, 5)).isEmpty();
        });
  }

  @Test
  void pageOfMembersIsOne() {
    var views = new SqlMemberViews(tenancy);
    var query =
        new MemberViews.Query(
            here,
            MemberViews.Filter.ALL,
            MemberViews.Ordering.USER_ID,
            false,
            new Page.Request(1, 30));

    assertRoundTrips(1, 3, () -> assertThat(views.members(query).items()).hasSize(2));
  }

  @Test
  void memberWithThePermissionToSeeItIsOne() {
    var views = new SqlMemberViews(tenancy);

    assertRoundTrips(1, 3, () -> assertThat(views.member(here, owner, ann)).isPresent());
  }

  @Test
  void accountWithThePermissionsAtWorkIsOne() {
    AccountViews views = new SqlAccountViews(jdbc, tenancy);

    assertRoundTrips(1, 4, () -> assertThat(views.atWork(ann, null, here)).isPresent());
  }

  /** Whatever is asked, and about however many. */
  @Test
  void decisionIsOne() {
    DecisionViews views = new SqlDecisionViews(tenancy);
    var workspace = workspace(here, owner, "Radiology");
    var project = project(here, workspace, owner, "Scans");
    var wanted =
        new DecisionViews.Wanted(
            here, owner, Set.of(owner, ann), Set.of(), Set.of(workspace), Set.of(project));

    assertRoundTrips(1, 5, () -> assertThat(views.facts(wanted)).isPresent());
  }

  @Test
  void accountIsOne() {
    AccountViews views = new SqlAccountViews(jdbc, tenancy);

    assertRoundTrips(1, 2, () -> assertThat(views.account(ann, null)).isPresent());
  }

  @Test
  void personalAccessTokenIsOneWithThePolicyOfItsOrganization() {
    var key =
        new SigningKey(ports.ids().nextSigningKey(), ports.vault().newToken(), at(0), null, at(0));
    var token =
        new ApiToken(
            ports.ids().nextApiToken(),
            here,
            ann,
            TokenScope.ALL,
            key.id(),
            "header.payload",
            at(0),
            at(9));
    ports.transaction(() -> ports.signingKeys().add(key));
    ports.transaction(() -> ports.apiTokens().add(token));
    var tokens = new SqlApiTokenRepository(tenancy, jdbc);

    assertRoundTrips(1, 2, () -> assertThat(tokens.find(here, token.id())).isPresent());
  }

  @Test
  void legacyKeyIsOneWithThePolicyOfItsOrganization() {
    var key = ports.vault().newToken();
    var hash = ports.vault().hash(key);
    ports.transaction(() -> ports.legacyTokens().replace(here, ann, key, hash));
    var tokens = new PanacheLegacyTokenRepository(tenancy, jdbc, ports.vault());

    assertRoundTrips(1, 1, () -> assertThat(tokens.findByHash(hash)).isPresent());
  }

  @Test
  void workspacesAreOne() {
    WorkspaceViews views = new SqlWorkspaceViews(tenancy);

    assertRoundTrips(1, 2, () -> views.workspaces(new WorkspaceViews.Query(here, ann, null, null)));
  }
}
