package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.Ports;
import io.rollcall.application.port.SyncStaging;
import io.rollcall.application.port.SyncStagingContract;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.UserId;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

@PostgresTest
class CopySyncStagingTest extends SyncStagingContract {
  @Inject PanachePorts ports;
  @Inject SyncStaging staging;
  @Inject Tenancy tenancy;
  @Inject Superuser superuser;

  @Override
  protected Ports ports() {
    return ports;
  }

  @Override
  protected SyncStaging staging() {
    return staging;
  }

  @AfterEach
  void keptRangesAreRight() {
    assertThat(superuser.wrongRanges()).isEmpty();
  }

  @Override
  protected List<String> transitions(OrganizationId organization, UserId user) {
    return ports.transaction(
        () ->
            tenancy.list(
                organization,
                """
                select h.transition from membership_history h
                where h.organization_id = ? and h.user_id = ? order by h.number\
                """,
                row -> row.getString("transition"),
                organization.value(),
                user.value()));
  }

  @Override
  protected Optional<String> dn(OrganizationId organization, ProviderId directory, String subject) {
    return ports.transaction(
        () ->
            tenancy.first(
                organization,
                """
                select e.dn from external_identity e
                where e.organization_id = ? and e.provider_id = ? and e.subject = ?\
                """,
                row -> row.getString("dn"),
                organization.value(),
                directory.value(),
                subject));
  }
}
