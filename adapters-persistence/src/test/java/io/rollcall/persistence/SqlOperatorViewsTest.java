package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.OperatorViews;
import io.rollcall.application.port.OperatorViews.OrganizationRow;
import io.rollcall.application.port.PortContract;
import io.rollcall.application.port.Ports;
import io.rollcall.domain.membership.Role;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@PostgresTest
class SqlOperatorViewsTest extends PortContract {
  @Inject PanachePorts ports;
  @Inject OperatorViews views;

  @Override
  protected Ports ports() {
    return ports;
  }

  private List<OrganizationRow> find(String text) {
    return ports.transaction(() -> views.organizations(text, 1000));
  }

  @Test
  void everyOrganizationIsListedById() {
    var first = found(person("owner"));
    var second = found(person("owner"));

    assertThat(find(""))
        .extracting(OrganizationRow::id)
        .contains(first.value(), second.value())
        .isSorted();
    assertThat(ports.transaction(() -> views.organizations("", 1))).hasSize(1);
  }

  @Test
  void rowTellsOwnerCountsAndPlan() {
    var owner = person("owner");
    var organization = organization(owner, seats(7));
    var here = found(organization);
    join(here, owner, person("ann"), Role.ANNOTATOR, 1);
    join(here, owner, person("bob"), Role.NOT_ACTIVATED, 1);

    assertThat(find(organization.title()))
        .singleElement()
        .isEqualTo(
            new OrganizationRow(
                here.value(),
                organization.title(),
                ports.transaction(() -> ports.users().find(owner)).orElseThrow().email().value(),
                3,
                2,
                seats(7),
                organization.createdAt(),
                null));
  }

  @Test
  void textIsPartOfTitleOrAddressWhateverItsCase() {
    var owner = person("Searched");
    var here = found(owner);
    var email = ports.transaction(() -> ports.users().find(owner)).orElseThrow().email().value();

    assertThat(find(email.substring(2, email.indexOf('@')).toUpperCase(Locale.ROOT)))
        .extracting(OrganizationRow::id)
        .containsExactly(here.value());
    assertThat(find("%")).as("no pattern").isEmpty();
  }
}
