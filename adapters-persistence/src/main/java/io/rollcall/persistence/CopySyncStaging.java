package io.rollcall.persistence;

import io.rollcall.application.port.SyncStaging;
import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.membership.Occasion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Staging by COPY into temporary tables on a connection of the run's own. PostgreSQL refuses COPY
 * into tables with row-level security, so the plan goes from there to its table by {@code INSERT …
 * SELECT}.
 */
@ApplicationScoped
class CopySyncStaging implements SyncStaging {
  private final DataSource pool;
  private final Tenancy tenancy;

  CopySyncStaging(DataSource pool, Tenancy tenancy) {
    this.pool = pool;
    this.tenancy = tenancy;
  }

  @Override
  public Optional<Stage> open(SyncRun run, Directory directory) {
    try {
      var connection = pool.getConnection();
      if (!take(connection, run)) {
        connection.close();
        return Optional.empty();
      }
      return Optional.of(new CopyStage(connection, run, directory));
    } catch (SQLException failure) {
      throw new PersistenceException(failure);
    }
  }

  private static boolean take(Connection connection, SyncRun run) throws SQLException {
    try (var patience = connection.createStatement();
        var statement = connection.prepareStatement(DirectoryLock.TAKE)) {
      patience.execute("set lock_timeout = '" + DirectoryLock.PATIENCE + "'");
      statement.setLong(1, run.organization().value());
      statement.setLong(2, run.directory().value());
      statement.execute();
      return true;
    } catch (SQLException refused) {
      if (DirectoryLock.TAKEN.equals(refused.getSQLState())) {
        return false;
      }
      throw refused;
    } finally {
      try (var patience = connection.createStatement()) {
        patience.execute("reset lock_timeout");
      }
    }
  }

  @Override
  public void apply(SyncRun run, Occasion occasion) {
    new PlanApplication(tenancy, run, occasion).apply();
  }

  @Override
  public int members(SyncRun run) {
    return tenancy
        .first(
            run.organization(),
            "select o.member_count from organization o where o.id = ?",
            row -> row.getInt(1),
            run.organization().value())
        .orElse(0);
  }
}
