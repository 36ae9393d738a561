package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.DeletedOrganizationRepositoryContract;
import io.rollcall.application.port.Ports;
import io.rollcall.domain.organization.Deletion;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@PostgresTest
class SqlDeletedOrganizationRepositoryTest extends DeletedOrganizationRepositoryContract {
  @Inject PanachePorts ports;
  @Inject Superuser superuser;

  @Override
  protected Ports ports() {
    return ports;
  }

  /** The inner transaction is another process. */
  @Test
  void oneAloneRemovesABatch() {
    var owner = person("owner");
    var here = found(owner);
    var deletion = new Deletion(here, "Organization", owner, T0, at(1), false);
    ports.transaction(
        () -> {
          ports.organizations().lock(here, List.of(owner), occasion(owner, 1));
          ports.deletions().add(deletion);
        });
    ports.transaction(() -> ports.deletions().beginPurge(here));

    ports.transaction(
        () -> {
          assertThat(ports.deletions().purge(here, 1)).isPresent();
          assertThat(ports.transaction(() -> ports.deletions().purge(here, 1))).isEmpty();
        });

    assertThat(ports.transaction(() -> ports.deletions().purge(here, 1))).isPresent();
  }

  /** A new table of organizations has to be purged, too. */
  @Test
  void everyTableThatNamesAnOrganizationIsPurged() {
    assertThat(
            superuser.list(
                """
                select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                  and a.attname = 'organization_id' and not a.attisdropped""",
                row -> row.getString(1)))
        .containsExactlyInAnyOrderElementsOf(SqlDeletedOrganizationRepository.TABLES);
  }
}
