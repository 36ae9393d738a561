package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.DeletedOrganizationRepositoryContract;
import io.rollcall.application.port.Ports;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@PostgresTest
class SqlDeletedOrganizationRepositoryTest extends DeletedOrganizationRepositoryContract {
  @Inject PanachePorts ports;
  @Inject Superuser superuser;

  @Override
  protected Ports ports() {
    return ports;
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
