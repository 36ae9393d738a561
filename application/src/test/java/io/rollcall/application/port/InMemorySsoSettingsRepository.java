package io.rollcall.application.port;

import io.rollcall.domain.federation.SamlSettings;
import io.rollcall.domain.federation.ScimSettings;
import io.rollcall.domain.identity.OrganizationId;
import java.util.Comparator;
import java.util.List;

public final class InMemorySsoSettingsRepository implements SsoSettingsRepository {
  private final InMemoryWorld world;

  InMemorySsoSettingsRepository(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public SamlSettings saml(OrganizationId organization) {
    return world.tables.samlSettings.getOrDefault(organization, SamlSettings.DEFAULT);
  }

  @Override
  public ScimSettings scim(OrganizationId organization) {
    return world.tables.scimSettings.getOrDefault(organization, ScimSettings.DEFAULT);
  }

  @Override
  public void save(OrganizationId organization, SamlSettings settings, Step step) {
    world.tables.samlSettings.put(organization, settings);
    record(organization, Kind.SAML, step);
  }

  @Override
  public void save(OrganizationId organization, ScimSettings settings, Step step) {
    world.tables.scimSettings.put(organization, settings);
    record(organization, Kind.SCIM, step);
  }

  private void record(OrganizationId organization, Kind kind, Step step) {
    var before = of(organization);
    world.tables.settingsHistory.add(
        new StepRow(
            before.size() + 1L,
            organization.value(),
            kind,
            step.at(),
            step.by().value(),
            world.tables.accounts.get(step.by()).user().email().value(),
            before.stream()
                .filter(row -> row.kind() == kind)
                .reduce((first, second) -> second)
                .map(StepRow::state)
                .orElse(null),
            step.state(),
            step.change().before().toString(),
            step.change().after().toString()));
  }

  private List<StepRow> of(OrganizationId organization) {
    return world.tables.settingsHistory.stream()
        .filter(row -> row.organizationId() == organization.value())
        .toList();
  }

  @Override
  public Page<StepRow> history(Query query) {
    var byNumber = Comparator.comparing(StepRow::number);
    var rows =
        of(query.organization()).stream()
            .filter(row -> query.kind() == null || row.kind() == query.kind())
            .filter(row -> query.since() == null || !row.at().isBefore(query.since()))
            .filter(row -> query.until() == null || !row.at().isAfter(query.until()))
            .sorted(query.oldestFirst() ? byNumber : byNumber.reversed())
            .toList();
    return new Page<>(
        rows.stream().skip(query.page().offset()).limit(query.page().size()).toList(), rows.size());
  }
}
