package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.organization.Workspace;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

public final class InMemoryActivityRepository implements ActivityRepository {
  private final InMemoryWorld world;

  InMemoryActivityRepository(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public int add(Collection<Entry> entries) {
    int before = world.tables.activities.size();
    for (var entry : entries) {
      place(entry)
          .map(world.tables.organizations::get)
          .filter(organization -> organization.plan().activityLog())
          .ifPresent(organization -> world.tables.activities.add(row(entry, organization.id())));
    }
    return world.tables.activities.size() - before;
  }

  private Optional<OrganizationId> place(Entry entry) {
    var user = entry.actor().user();
    var named = entry.subject().organization();
    if (named != null
        && world.tables.memberships.containsKey(new InMemoryTables.Member(named, user))) {
      return Optional.of(named);
    }
    return Optional.ofNullable(entry.actor().active()).or(() -> only(user));
  }

  private Optional<OrganizationId> only(UserId user) {
    var places =
        world.tables.memberships.values().stream()
            .filter(member -> member.user().equals(user) && !member.isDeleted())
            .map(Membership::organization)
            .toList();
    return places.size() == 1 ? Optional.of(places.getFirst()) : Optional.empty();
  }

  private ActivityViews.Row row(Entry entry, OrganizationId place) {
    var actor = entry.actor();
    var exchange = entry.exchange();
    var subject = entry.subject();
    var account = world.tables.accounts.get(actor.user());
    boolean erased =
        account == null
            || account
                .user()
                .email()
                .value()
                .equals("erased-%s@erased.invalid".formatted(actor.user()));
    var workspace = workspace(subject, place);
    return new ActivityViews.Row(
        world.tables.activities.size() + 1L,
        place.value(),
        exchange.at(),
        exchange.milliseconds(),
        exchange.status(),
        exchange.method(),
        exchange.path(),
        actor.user().value(),
        erased ? "" : account.user().email().value(),
        actor.credential() == null ? null : actor.credential().code(),
        actor.credentialId(),
        erased ? "" : exchange.address(),
        erased ? "" : exchange.userAgent(),
        erased ? "" : exchange.referer(),
        workspace == null ? null : workspace.createdBy().value(),
        workspace == null
            ? (subject.workspace() == null ? null : subject.workspace().value())
            : Long.valueOf(workspace.id().value()),
        subject.project() == null ? null : subject.project().value(),
        subject.changes().isEmpty() || !keepsDetails(place) ? null : subject.changes().toString());
  }

  private @Nullable Workspace workspace(Subject subject, OrganizationId place) {
    var project = subject.project() == null ? null : world.tables.projects.get(subject.project());
    var id =
        subject.workspace() != null
            ? subject.workspace()
            : project == null || !project.organization().equals(place) ? null : project.workspace();
    return id == null ? null : world.tables.workspaces.get(id);
  }

  @Override
  public int forget(Instant before, int most) {
    List<ActivityViews.Row> old =
        world.tables.activities.stream()
            .filter(row -> row.at().isBefore(before))
            .sorted(Comparator.comparing(ActivityViews.Row::at))
            .limit(most)
            .toList();
    world.tables.activities.removeAll(old);
    return old.size();
  }

  @Override
  public boolean keepsDetails(OrganizationId organization) {
    return world.tables.activityDetails.getOrDefault(organization, true);
  }

  @Override
  public void keepDetails(OrganizationId organization, boolean wanted) {
    world.tables.activityDetails.put(organization, wanted);
  }
}
