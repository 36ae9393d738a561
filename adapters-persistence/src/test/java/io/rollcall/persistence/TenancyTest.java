package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.application.port.PortContract;
import io.rollcall.application.port.Ports;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@PostgresTest
class TenancyTest extends PortContract {
  private static final String SCOPE = "select current_organization()";

  @Inject PanachePorts ports;
  @Inject Jdbc jdbc;
  @Inject Tenancy tenancy;

  @Override
  protected Ports ports() {
    return ports;
  }

  @Test
  void enteredOrganizationIsTheScopeOfTheTransaction() {
    var here = ports.ids().nextOrganization();

    var scope =
        ports.transaction(
            () -> {
              tenancy.enter(here);
              tenancy.enter(here);
              return jdbc.list(SCOPE, row -> row.getLong(1));
            });

    assertThat(scope).containsExactly(here.value());
  }

  @Test
  void transactionEntersOneOrganizationOnly() {
    var here = ports.ids().nextOrganization();
    var there = ports.ids().nextOrganization();

    assertThatThrownBy(
            () ->
                ports.transaction(
                    () -> {
                      tenancy.enter(here);
                      tenancy.enter(there);
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another organization");
  }

  @Test
  void nobodyEntersOutsideATransaction() {
    var here = ports.ids().nextOrganization();

    assertThatThrownBy(() -> tenancy.enter(here)).isInstanceOf(IllegalStateException.class);
  }

  /** What travels together without a begin is a transaction of its own. */
  @Test
  void flightOutsideATransactionEntersForItselfAlone() {
    var here = found(person("owner"));
    var members = "select user_id from membership";

    for (int i = 0; i < 8; i++) {
      assertThat(tenancy.list(here, members, row -> row.getLong(1))).hasSize(1);
    }

    assertThatThrownBy(() -> jdbc.list(members, row -> row.getLong(1)))
        .rootCause()
        .hasMessageContaining("no organization is entered");
  }

  /** A null without a type makes the driver part the flight; then nothing is found by accident. */
  @Test
  void flightThatIsPartedFails() {
    var here = found(person("owner"));

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 8; i++) {
                tenancy.list(
                    here,
                    "select title from organization where title = coalesce(?, title)",
                    row -> row.getString(1),
                    (Object) null);
              }
            })
        .rootCause()
        .hasMessageContaining("no organization is entered");
  }

  @Test
  void innerTransactionMayEnterAnother() {
    var here = ports.ids().nextOrganization();
    var there = ports.ids().nextOrganization();

    var scopes =
        ports.transaction(
            () -> {
              tenancy.enter(here);
              var inner =
                  ports.transaction(
                      () -> {
                        tenancy.enter(there);
                        return jdbc.list(SCOPE, row -> row.getLong(1)).getFirst();
                      });
              return new long[] {inner, jdbc.list(SCOPE, row -> row.getLong(1)).getFirst()};
            });

    assertThat(scopes).containsExactly(there.value(), here.value());
  }

  /** Entering travels with the statement it guards, and that statement sees the scope. */
  @Test
  void firstStatementIsGuardedAlready() {
    var here = found(person("owner"));

    var members =
        ports.transaction(
            () ->
                tenancy.list(here, "select user_id from membership", row -> row.getLong(1)).size());

    assertThat(members).isEqualTo(1);
  }
}
