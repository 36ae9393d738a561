package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.OrganizationViews.Counts;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.Role;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public abstract class OrganizationViewsContract extends PortContract {
  private Optional<Counts> counts(OrganizationId organization) {
    return ports().transaction(() -> ports().organizationViews().counts(organization));
  }

  @Test
  void countsFollowWhatComesAndGoes() {
    var owner = person("owner");
    var here = found(owner);
    var there = found(owner);
    assertThat(counts(here)).contains(new Counts(1, 1, 0));

    join(here, owner, person("annotator"), Role.ANNOTATOR, 0);
    join(here, owner, person("waiting"), Role.NOT_ACTIVATED, 0);
    var first = project(here, null, owner, "First");
    project(here, workspace(here, owner, "Scans"), owner, "Second");
    assertThat(counts(here)).contains(new Counts(3, 2, 2));

    ports().transaction(() -> ports().projects().remove(here, first));
    ports().transaction(() -> ports().projects().remove(here, first));
    ports().transaction(() -> ports().projects().remove(there, first));
    assertThat(counts(here)).contains(new Counts(3, 2, 1));
    assertThat(counts(there)).contains(new Counts(1, 1, 0));
    assertThat(counts(new OrganizationId(4711))).isEmpty();
  }
}
