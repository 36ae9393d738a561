package io.rollcall.persistence;

import io.rollcall.domain.identity.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The scope of row-level security: the one organization that a transaction has entered. It ends
 * with the transaction, so a connection goes back to the pool without one.
 *
 * <p>Outside a transaction each flight is one by itself: PostgreSQL runs what travels together
 * without a begin as one implicit transaction. A read of one flight therefore needs no begin and no
 * commit. Should a statement ever travel apart from the one that entered, PostgreSQL refuses it: a
 * tenant's table without a scope is an error, never an empty answer.
 */
@ApplicationScoped
class Tenancy {
  /**
   * Sets the scope of the transaction; issued before, never inside, the statement it guards. It
   * answers no text: the driver does not let a statement whose answer may be of any length travel
   * with others, once it knows the statement.
   */
  static final String ENTER = "select set_config('rollcall.organization', ?, true) is null";

  private final Jdbc jdbc;
  private final TransactionSynchronizationRegistry transaction;

  Tenancy(Jdbc jdbc, TransactionSynchronizationRegistry transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * Enters the organization, in a statement of its own unless the transaction has entered it
   * already. Call it before Hibernate sends anything.
   *
   * @throws IllegalStateException outside a transaction, and in one that has entered another
   *     organization
   */
  void enter(OrganizationId organization) {
    if (!isInTransaction()) {
      throw new IllegalStateException("an organization is entered in a transaction only");
    }
    flight(organization).send();
  }

  /**
   * A flight that enters the organization first, unless the transaction has entered it already.
   * Outside a transaction the scope ends with the flight.
   *
   * @throws IllegalStateException in a transaction that has entered another organization
   */
  Flight flight(OrganizationId organization) {
    if (!isInTransaction()) {
      return entering(jdbc.flight(), organization);
    }
    if (hasEntered(organization)) {
      return jdbc.flight();
    }
    return entering(
        new Flight(
            entering -> {
              jdbc.send(entering);
              transaction.putResource(Tenancy.class, organization);
            }),
        organization);
  }

  private static Flight entering(Flight flight, OrganizationId organization) {
    flight.query(ENTER, row -> "", organization.toString());
    return flight;
  }

  <T> List<T> list(
      OrganizationId organization, String sql, Flight.Row<T> row, @Nullable Object... values) {
    var flight = flight(organization);
    var rows = flight.query(sql, row, values);
    flight.send();
    return rows.all();
  }

  <T> Optional<T> first(
      OrganizationId organization, String sql, Flight.Row<T> row, @Nullable Object... values) {
    return list(organization, sql, row, values).stream().findFirst();
  }

  int change(OrganizationId organization, String sql, @Nullable Object... values) {
    var flight = flight(organization);
    var changed = flight.change(sql, values);
    flight.send();
    return changed.count();
  }

  private boolean hasEntered(OrganizationId organization) {
    var entered = transaction.getResource(Tenancy.class);
    if (entered != null && !entered.equals(organization)) {
      throw new IllegalStateException("the transaction has entered another organization");
    }
    return entered != null;
  }

  private boolean isInTransaction() {
    return transaction.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
  }
}
