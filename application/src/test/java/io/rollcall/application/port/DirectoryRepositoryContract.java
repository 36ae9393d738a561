package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.GroupMapping;
import io.rollcall.domain.federation.RemovalBudget;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.WorkspaceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

public abstract class DirectoryRepositoryContract extends PortContract {
  private static final DirectorySettings FULL =
      new DirectorySettings(
          List.of("ldaps://a.example.com:636", "ldaps://b.example.com:636"),
          DirectorySettings.Security.LDAPS,
          "-----BEGIN CERTIFICATE-----",
          "cn=reader,dc=example,dc=com",
          Secret.of("s3cret \"quoted\" \\ ü"),
          new DirectorySettings.Users(
              List.of("ou=people,dc=example,dc=com", "ou=guests,dc=example,dc=com"),
              "(objectClass=person)",
              List.of("uid", "mail"),
              "uid=%(user)s,ou=people,dc=example,dc=com",
              new DirectorySettings.Attributes("mail", "givenName", "sn", "uid"),
              "entryUUID",
              "(disabled=TRUE)"),
          new DirectorySettings.Groups(
              List.of("ou=groups,dc=example,dc=com"),
              "(objectClass=groupOfNames)",
              DirectorySettings.GroupType.GROUP_OF_NAMES,
              true),
          new DirectorySettings.Limits(
              250,
              Duration.ofSeconds(3),
              Duration.ofSeconds(20),
              Duration.ofMinutes(10),
              1_000_000));

  static final DirectorySettings SPARSE =
      new DirectorySettings(
          List.of("ldap://localhost:389"),
          DirectorySettings.Security.NONE,
          null,
          null,
          null,
          new DirectorySettings.Users(
              List.of("dc=example,dc=com"),
              DirectorySettings.Users.DEFAULT_FILTER,
              List.of("uid"),
              null,
              DirectorySettings.Attributes.DEFAULT,
              null,
              null),
          new DirectorySettings.Groups(
              List.of(), null, DirectorySettings.GroupType.MEMBER_OF, false),
          DirectorySettings.Limits.DEFAULT);

  private DirectoryRepository directories() {
    return ports().directories();
  }

  private OrganizationId organization() {
    return found(person("owner"));
  }

  private GroupMapping mapping(String group, @Nullable String id, GroupMapping.Effect effect) {
    return new GroupMapping(ports().ids().nextMapping(), group, id, effect);
  }

  private GroupMapping role(String group, Role role) {
    return mapping(group, null, new GroupMapping.Effect.Gives(new Target.OrganizationRole(role)));
  }

  private Directory directory(
      OrganizationId organization,
      String title,
      DirectorySettings settings,
      List<GroupMapping> mappings) {
    return new Directory(
        ports().ids().nextProvider(),
        organization,
        title,
        settings,
        Directory.People.MAPPED,
        Directory.Mode.LOGIN_ONLY,
        RemovalBudget.DEFAULT,
        mappings,
        Directory.State.ACTIVE,
        at(1),
        0);
  }

  private Directory add(Directory directory) {
    ports().transaction(() -> directories().add(directory));
    return directory;
  }

  private Optional<Directory> find(OrganizationId organization, ProviderId id) {
    return ports().transaction(() -> directories().find(organization, id));
  }

  private static Directory with(
      Directory old,
      String title,
      DirectorySettings settings,
      List<GroupMapping> mappings,
      Directory.State state) {
    return new Directory(
        old.id(),
        old.organization(),
        title,
        settings,
        Directory.People.ALL,
        Directory.Mode.SCHEDULED,
        new RemovalBudget(7, 3),
        mappings,
        state,
        old.createdAt(),
        old.version());
  }

  @Test
  void directoryComesBackWithEveryKindOfMapping() {
    var here = organization();
    var directory =
        add(
            directory(
                here,
                "Main",
                FULL,
                List.of(
                    role("z-group", Role.MANAGER),
                    mapping(
                        "cn=radiology",
                        "uuid-1",
                        new GroupMapping.Effect.Gives(new Target.Workspace(new WorkspaceId(5)))),
                    mapping(
                        "cn=project",
                        null,
                        new GroupMapping.Effect.Gives(
                            new Target.Project(new ProjectId(6), ProjectRole.INHERIT))),
                    mapping("cn=banned", "uuid-2", new GroupMapping.Effect.Suspends()))));

    assertThat(find(here, directory.id())).contains(directory);
    assertThat(ports().transaction(() -> directories().lock(here, directory.id())))
        .contains(directory);
  }

  @Test
  void whatIsNotSetStaysUnset() {
    var here = organization();
    var directory = add(directory(here, "Main", SPARSE, List.of()));

    assertThat(find(here, directory.id())).contains(directory);
  }

  @Test
  void directoriesAreListedByTitleWithTheirOwnMappings() {
    var here = organization();
    var second = add(directory(here, "B", SPARSE, List.of(role("b", Role.ANNOTATOR))));
    var first = add(directory(here, "A", FULL, List.of(role("a", Role.REVIEWER))));
    add(directory(organization(), "C", SPARSE, List.of()));

    assertThat(ports().transaction(() -> directories().all(here))).containsExactly(first, second);
  }

  @Test
  void savingReplacesEverythingAndGrowsTheVersion() {
    var here = organization();
    var kept = role("kept", Role.ANNOTATOR);
    var dropped = role("dropped", Role.MANAGER);
    var directory = add(directory(here, "Main", FULL, List.of(kept, dropped)));
    var added = role("added", Role.REVIEWER);
    var changed = with(directory, "Other", SPARSE, List.of(added, kept), Directory.State.REMOVING);

    var seen =
        ports()
            .transaction(
                () -> {
                  directories().lock(here, directory.id());
                  directories().save(changed);
                  return directories().find(here, directory.id());
                });

    var saved =
        new Directory(
            changed.id(),
            here,
            "Other",
            SPARSE,
            Directory.People.ALL,
            Directory.Mode.SCHEDULED,
            new RemovalBudget(7, 3),
            List.of(added, kept),
            Directory.State.REMOVING,
            directory.createdAt(),
            1);
    assertThat(seen).contains(saved);
    assertThat(find(here, directory.id())).contains(saved);
  }

  @Test
  void droppedMappingStaysKnown() {
    var here = organization();
    var kept = role("kept", Role.ANNOTATOR);
    var dropped = role("dropped", Role.MANAGER);
    var directory = add(directory(here, "Main", FULL, List.of(kept, dropped)));
    ports()
        .transaction(
            () ->
                directories()
                    .save(with(directory, "Main", FULL, List.of(kept), Directory.State.ACTIVE)));

    assertThat(find(here, directory.id()).orElseThrow().mappings()).containsExactly(kept);
    assertThat(ports().transaction(() -> directories().mappings(here, directory.id())))
        .containsExactlyInAnyOrder(kept, dropped);
  }

  @Test
  void droppedMappingCanComeBack() {
    var here = organization();
    var mapping = role("group", Role.ANNOTATOR);
    var directory = add(directory(here, "Main", FULL, List.of(mapping)));
    ports()
        .transaction(
            () ->
                directories()
                    .save(with(directory, "Main", FULL, List.of(), Directory.State.ACTIVE)));
    ports()
        .transaction(
            () ->
                directories()
                    .save(with(directory, "Main", FULL, List.of(mapping), Directory.State.ACTIVE)));

    assertThat(find(here, directory.id()).orElseThrow().mappings()).containsExactly(mapping);
  }

  @Test
  void pinnedGroupsDoNotGrowTheVersion() {
    var here = organization();
    var first = role("first", Role.ANNOTATOR);
    var second = mapping("second", "old", new GroupMapping.Effect.Suspends());
    var directory = add(directory(here, "Main", FULL, List.of(first, second)));

    ports()
        .transaction(
            () ->
                directories()
                    .pinGroups(
                        here,
                        Map.of(
                            first.id(), "uuid-1", second.id(), "uuid-2", new MappingId(1), "x")));
    ports().transaction(() -> directories().pinGroups(here, Map.of()));

    var found = find(here, directory.id()).orElseThrow();
    assertThat(found.version()).isZero();
    assertThat(found.mappings())
        .extracting(GroupMapping::groupId)
        .containsExactly("uuid-1", "uuid-2");
  }

  @Test
  void removedDirectoryIsInNoListAndItsMappingsStayKnown() {
    var here = organization();
    var mapping = role("group", Role.ANNOTATOR);
    var directory = add(directory(here, "Main", FULL, List.of(mapping)));

    ports().transaction(() -> directories().remove(here, directory.id()));

    assertThat(find(here, directory.id())).isEmpty();
    assertThat(ports().transaction(() -> directories().lock(here, directory.id()))).isEmpty();
    assertThat(ports().transaction(() -> directories().all(here))).isEmpty();
    assertThat(ports().transaction(() -> directories().mappings(here, directory.id())))
        .containsExactly(mapping);
  }

  @Test
  void directoryOfAnotherOrganizationDoesNotExist() {
    var here = organization();
    var there = organization();
    var directory = add(directory(there, "Main", FULL, List.of(role("g", Role.ANNOTATOR))));

    assertThat(find(here, directory.id())).isEmpty();
    assertThat(ports().transaction(() -> directories().mappings(here, directory.id()))).isEmpty();
    ports().transaction(() -> directories().remove(here, directory.id()));
    assertThat(find(there, directory.id())).contains(directory);
  }
}
