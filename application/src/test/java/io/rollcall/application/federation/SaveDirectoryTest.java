package io.rollcall.application.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.DirectorySettings.Limits;
import io.rollcall.domain.federation.GroupMapping;
import io.rollcall.domain.federation.MappingLists;
import io.rollcall.domain.federation.RemovalBudget;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import io.rollcall.domain.organization.Plan;
import io.rollcall.domain.organization.Project;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaveDirectoryTest extends DirectoryUseCaseTest {
  private static final Secret STORED = Secret.of("bind secret");

  private static SaveDirectory.Description with(UnaryOperator<DirectorySettings> change) {
    return new SaveDirectory.Description(
        "Corporate",
        change.apply(settings()),
        Directory.People.MAPPED,
        Directory.Mode.LOGIN_ONLY,
        RemovalBudget.DEFAULT,
        MappingLists.NONE);
  }

  private static DirectorySettings reaching(
      List<String> urls,
      DirectorySettings.Security security,
      @Nullable String pem,
      @Nullable String bindDn,
      @Nullable Secret password) {
    var base = settings();
    return new DirectorySettings(
        urls, security, pem, bindDn, password, base.users(), base.groups(), base.limits());
  }

  private static SaveDirectory.Description limited(Limits limits) {
    return with(
        base ->
            new DirectorySettings(
                base.urls(),
                base.security(),
                base.trustAnchorsPem(),
                base.bindDn(),
                base.bindPassword(),
                base.users(),
                base.groups(),
                limits));
  }

  private SaveDirectory.Description mapped(MappingLists mappings) {
    return description(Directory.People.MAPPED, mappings);
  }

  private Directory stored(Directory directory) {
    return world.directories().find(here, directory.id()).orElseThrow();
  }

  private Map<String, List<String>> wrong(ThrowingCallable refused) {
    return ((Violation.Invalid) refusal(refused)).fields();
  }

  @Nested
  class Access {
    private ThrowingCallable creating(UserId actor) {
      return () -> save.create(here, actor, mapped(MappingLists.NONE));
    }

    @Test
    void ownerConnectsADirectory() {
      var directory = save.create(here, owner, mapped(roles("staff", "Annotator")));

      assertThat(stored(directory)).isEqualTo(directory);
      assertThat(directory.state()).isEqualTo(Directory.State.ACTIVE);
      assertThat(directory.version()).isZero();
      assertThat(directory.createdAt()).isEqualTo(world.clock().instant());
    }

    @Test
    void administratorNeedsTheOwnersPermission() {
      var admin = member(here, owner, "admin", Role.ADMINISTRATOR);
      assertThat(refusal(creating(admin)))
          .isEqualTo(new Violation.NotPermitted("manage_identity_providers"));
      change(
          here,
          List.of(owner),
          occasion(owner, 1),
          slice ->
              slice.update(
                  slice
                      .organization()
                      .withPermissions(
                          slice
                              .organization()
                              .permissions()
                              .with(
                                  Permission.MANAGE_IDENTITY_PROVIDERS,
                                  Set.of(Role.ADMINISTRATOR)))));

      assertThat(save.create(here, admin, mapped(MappingLists.NONE))).isNotNull();
    }

    @Test
    void strangerDoesNotLearnThatTheOrganizationExists() {
      assertThat(refusal(creating(person("stranger"))))
          .isEqualTo(new Violation.NotFound("organization"));
    }

    @Test
    void planMayForbidDirectories() {
      var there = found(organization(owner, new Plan(null, true, true, false, true, true)));

      assertThat(refusal(() -> save.create(there, owner, mapped(MappingLists.NONE))))
          .isEqualTo(new Violation.PlanForbids("ldap"));
    }

    @Test
    void directoryOfAnotherOrganizationDoesNotExist() {
      OrganizationId there = found(owner);
      var foreign = save.create(there, owner, mapped(MappingLists.NONE));

      assertThat(
              refusal(
                  () -> save.update(here, owner, foreign.id(), mapped(MappingLists.NONE), true)))
          .isEqualTo(new Violation.NotFound("directory"));
      assertThat(
              refusal(
                  () ->
                      save.update(
                          here, owner, new ProviderId(999_999), mapped(MappingLists.NONE), true)))
          .isEqualTo(new Violation.NotFound("directory"));
    }

    @Test
    void connectingChangesNobody() {
      reader.people("ann");
      reader.group("staff", "ann");
      var before = everybody();

      connect("staff", "Annotator");

      assertThat(everybody()).isEqualTo(before);
      assertThat(reader.reads()).isZero();
    }
  }

  @Nested
  class Fields {
    private Set<String> wrong(SaveDirectory.Description description) {
      return SaveDirectoryTest.this.wrong(() -> save.create(here, owner, description)).keySet();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void titleIsNeeded(String title) {
      assertThat(wrong(titled(title))).containsExactly("title");
    }

    @Test
    void titleHasALength() {
      assertThat(wrong(titled("x".repeat(256)))).containsExactly("title");
      assertThat(save.create(here, owner, titled(" " + "x".repeat(255))).title()).hasSize(255);
    }

    private static SaveDirectory.Description titled(String title) {
      return new SaveDirectory.Description(
          title,
          settings(),
          Directory.People.MAPPED,
          Directory.Mode.LOGIN_ONLY,
          RemovalBudget.DEFAULT,
          MappingLists.NONE);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LOGIN_ONLY")
    void modesThatAreNotServedYetAreRefused(Directory.Mode mode) {
      assertThat(
              wrong(
                  new SaveDirectory.Description(
                      "Corporate",
                      settings(),
                      Directory.People.MAPPED,
                      mode,
                      RemovalBudget.DEFAULT,
                      MappingLists.NONE)))
          .containsExactly("mode");
    }

    @Test
    void bindNameNeedsAPassword() {
      assertThat(wrong(with(base -> base.withPassword(null)))).containsExactly("bind_password");
      assertThat(wrong(with(base -> base.withPassword(Secret.of("")))))
          .containsExactly("bind_password");
    }

    @Test
    void anonymousBindNeedsNone() {
      var description = with(base -> reaching(base.urls(), base.security(), null, null, null));

      assertThat(save.create(here, owner, description).settings().bindPassword()).isNull();
    }

    @Test
    void everyLimitHasBounds() {
      var second = Duration.ofSeconds(1);
      assertThat(wrong(limited(new Limits(0, second, second, second, 65_536))))
          .containsExactly("page_size");
      assertThat(wrong(limited(new Limits(10_001, second, second, second, 65_536))))
          .containsExactly("page_size");
      assertThat(wrong(limited(new Limits(1, second, second, second, 65_535))))
          .containsExactly("max_entry_bytes");
      assertThat(wrong(limited(new Limits(1, second, second, second, 536_870_913))))
          .containsExactly("max_entry_bytes");
      assertThat(wrong(limited(new Limits(1, Duration.ZERO, second, second, 65_536))))
          .containsExactly("connect_timeout_ms");
      assertThat(wrong(limited(new Limits(1, Duration.ofMillis(60_001), second, second, 65_536))))
          .containsExactly("connect_timeout_ms");
      assertThat(wrong(limited(new Limits(1, second, Duration.ofMillis(600_001), second, 65_536))))
          .containsExactly("response_timeout_ms");
      assertThat(wrong(limited(new Limits(1, second, second, Duration.ofMinutes(1441), 65_536))))
          .containsExactly("run_timeout_minutes");
    }

    @Test
    void boundsThemselvesAreAllowed() {
      var most =
          new Limits(
              10_000,
              Duration.ofMinutes(1),
              Duration.ofMinutes(10),
              Duration.ofDays(1),
              512 * 1024 * 1024);

      assertThat(save.create(here, owner, limited(most)).settings().limits()).isEqualTo(most);
    }

    @Test
    void whatOnlyLdapKnowsIsAskedOfTheReader() {
      reader.refuse("users.filter", "Unbalanced parentheses.");

      assertThat(
              SaveDirectoryTest.this.wrong(
                  () -> save.create(here, owner, mapped(MappingLists.NONE))))
          .isEqualTo(Map.of("users.filter", List.of("Unbalanced parentheses.")));
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
      reader.refuse("urls[0]", "Not an LDAP URL.");
      var description =
          new SaveDirectory.Description(
              "",
              settings().withPassword(null),
              Directory.People.MAPPED,
              Directory.Mode.LIVE,
              RemovalBudget.DEFAULT,
              MappingLists.NONE);

      assertThat(wrong(description))
          .containsExactlyInAnyOrder("title", "mode", "bind_password", "urls[0]");
    }
  }

  @Nested
  class MappingsOfGroups {
    private final ProjectId project = new ProjectId(4711);

    private GroupMapping only(MappingLists lists) {
      var mappings = save.create(here, owner, mapped(lists)).mappings();
      assertThat(mappings).hasSize(1);
      return mappings.getFirst();
    }

    private Set<String> wrong(MappingLists lists) {
      return SaveDirectoryTest.this.wrong(() -> save.create(here, owner, mapped(lists))).keySet();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Administrator", "manager", " Reviewer ", "ANNOTATOR"})
    void groupGivesARole(String name) {
      var role = Role.ofTitle(name.strip()).orElseThrow();

      var mapping = only(roles(" staff ", name));

      assertThat(mapping.group()).isEqualTo("staff");
      assertThat(mapping.effect())
          .isEqualTo(new GroupMapping.Effect.Gives(new Target.OrganizationRole(role)));
    }

    @Test
    void deactivatedMeansASuspension() {
      assertThat(only(roles("leavers", "Deactivated")).effect())
          .isEqualTo(new GroupMapping.Effect.Suspends());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Owner", "Not activated", "View only", "Boss", ""})
    void someRolesCannotBeMapped(String role) {
      assertThat(wrong(roles("a", "Annotator", "staff", role))).containsExactly("roles_groups[1]");
    }

    @Test
    void groupMustBeNamed() {
      assertThat(
              wrong(
                  new MappingLists(
                      List.of(new MappingLists.Named("Annotator", " ")),
                      List.of(new MappingLists.Named("Radiology", "")),
                      List.of())))
          .containsExactlyInAnyOrder("roles_groups[0]", "workspaces_groups[0]");
    }

    @Test
    void workspaceMustBeNamed() {
      for (var title : List.of(" ", "x".repeat(1001))) {
        assertThat(
                wrong(
                    new MappingLists(
                        List.of(), List.of(new MappingLists.Named(title, "staff")), List.of())))
            .containsExactly("workspaces_groups[0]");
      }
    }

    @Test
    void missingWorkspaceIsMadeOnce() {
      var directory =
          save.create(
              here,
              owner,
              mapped(
                  new MappingLists(
                      List.of(),
                      List.of(
                          new MappingLists.Named("Radiology", "doctors"),
                          new MappingLists.Named(" Radiology", "nurses")),
                      List.of())));

      var made = world.workspaces().findByTitles(here, List.of("Radiology")).get("Radiology");
      assertThat(world.workspaces().find(here, made).orElseThrow().createdBy()).isEqualTo(owner);
      assertThat(directory.mappings())
          .extracting(GroupMapping::effect)
          .containsExactly(
              new GroupMapping.Effect.Gives(new Target.Workspace(made)),
              new GroupMapping.Effect.Gives(new Target.Workspace(made)));
    }

    @Test
    void workspaceThatExistsIsTaken() {
      var radiology = workspace(here, owner, "Radiology");

      assertThat(
              only(new MappingLists(
                      List.of(), List.of(new MappingLists.Named("Radiology", "staff")), List.of()))
                  .effect())
          .isEqualTo(new GroupMapping.Effect.Gives(new Target.Workspace(radiology)));
    }

    @Test
    void refusedMappingsMakeNoWorkspace() {
      wrong(
          new MappingLists(
              List.of(new MappingLists.Named("Boss", "staff")),
              List.of(new MappingLists.Named("Radiology", "staff")),
              List.of()));

      assertThat(world.workspaces().findByTitles(here, List.of("Radiology"))).isEmpty();
    }

    @Test
    void groupGivesAProjectRole() {
      world
          .projects()
          .add(new Project(project, here, null, "Scans", "", "", true, false, owner, T0));

      assertThat(
              only(new MappingLists(
                      List.of(),
                      List.of(),
                      List.of(new MappingLists.OfProject(4711, "staff", "inherit"))))
                  .effect())
          .isEqualTo(
              new GroupMapping.Effect.Gives(new Target.Project(project, ProjectRole.INHERIT)));
    }

    @Test
    void projectsOfOthersAndUnknownRolesAreRefused() {
      world
          .projects()
          .add(new Project(project, here, null, "Scans", "", "", true, false, owner, T0));
      world
          .projects()
          .add(
              new Project(
                  new ProjectId(4712),
                  found(owner),
                  null,
                  "Other",
                  "",
                  "",
                  true,
                  false,
                  owner,
                  T0));

      assertThat(
              wrong(
                  new MappingLists(
                      List.of(),
                      List.of(),
                      List.of(
                          new MappingLists.OfProject(4711, "staff", "Annotator"),
                          new MappingLists.OfProject(4712, "staff", "Annotator"),
                          new MappingLists.OfProject(0, "staff", "Annotator"),
                          new MappingLists.OfProject(4711, "staff", "Manager"),
                          new MappingLists.OfProject(4711, "", "Annotator")))))
          .containsExactlyInAnyOrder(
              "projects_groups[1]",
              "projects_groups[2]",
              "projects_groups[3]",
              "projects_groups[4]");
    }

    @Test
    void ruleWrittenTwiceIsOne() {
      assertThat(
              save.create(here, owner, mapped(roles("staff", "Annotator", " staff", "annotator")))
                  .mappings())
          .hasSize(1);
    }

    @Test
    void rulesThatStayKeepTheirIds() {
      var before = save.create(here, owner, mapped(roles("a", "Annotator", "b", "Manager")));

      var after =
          save.update(
              here,
              owner,
              before.id(),
              mapped(roles("c", "Reviewer", "b", "Manager", "a", "Reviewer")),
              true);

      assertThat(after.mappings().get(1)).isEqualTo(before.mappings().get(1));
      assertThat(after.mappings())
          .extracting(GroupMapping::id)
          .doesNotContain(before.mappings().getFirst().id())
          .doesNotHaveDuplicates();
      assertThat(world.directories().mappings(here, before.id())).hasSize(4);
    }

    @Test
    void rulesThatStayKeepTheGroupTheyWereResolvedTo() {
      var before = save.create(here, owner, mapped(roles("a", "Annotator")));
      world.directories().pinGroups(here, Map.of(before.mappings().getFirst().id(), "stable id"));

      var after =
          save.update(
              here, owner, before.id(), mapped(roles("a", "Annotator", "b", "Manager")), true);

      assertThat(after.mappings().getFirst().groupId()).isEqualTo("stable id");
    }
  }

  @Nested
  class PasswordThatIsStored {
    private final Directory directory = connect("staff", "Annotator");

    private Directory update(DirectorySettings settings) {
      return save.update(here, owner, directory.id(), with(base -> settings), false);
    }

    @Test
    void staysWhenTheConnectionLeadsToTheSamePlace() {
      var kept = update(settings().withPassword(null));

      assertThat(kept.settings().bindPassword()).isEqualTo(STORED);
      assertThat(kept.version()).isEqualTo(1);
      assertThat(stored(directory).settings().bindPassword()).isEqualTo(STORED);
    }

    @Test
    void neverGoesElsewhere() {
      var base = settings();
      var security = DirectorySettings.Security.LDAPS;
      for (var elsewhere :
          List.of(
              reaching(List.of("ldaps://evil.example"), security, null, base.bindDn(), null),
              reaching(
                  List.of(base.urls().getFirst(), "ldaps://evil.example"),
                  security,
                  null,
                  base.bindDn(),
                  null),
              reaching(base.urls(), DirectorySettings.Security.STARTTLS, null, base.bindDn(), null),
              reaching(base.urls(), security, "another CA", base.bindDn(), null),
              reaching(base.urls(), security, null, "cn=other", null),
              reaching(base.urls(), security, null, null, null))) {
        assertThat(refusal(() -> update(elsewhere))).isEqualTo(new Violation.PasswordNeededAgain());
      }
      assertThat(stored(directory)).isEqualTo(directory);
    }

    @Test
    void isReplacedByAGivenOne() {
      var description =
          with(
              base ->
                  reaching(
                      List.of("ldaps://new.example"),
                      base.security(),
                      null,
                      base.bindDn(),
                      Secret.of("new")));

      var changed = save.update(here, owner, directory.id(), description, true);

      assertThat(changed.settings().bindPassword()).isEqualTo(Secret.of("new"));
    }

    @Test
    void isForgottenOnPurpose() {
      var description = with(base -> reaching(base.urls(), base.security(), null, null, null));

      var changed = save.update(here, owner, directory.id(), description, true);

      assertThat(changed.settings().bindPassword()).isNull();
    }

    @Test
    void wasNeverThereForAnAnonymousBind() {
      var anonymous =
          save.create(
              here, owner, with(base -> reaching(base.urls(), base.security(), null, null, null)));

      var moved =
          save.update(
              here,
              owner,
              anonymous.id(),
              with(
                  base ->
                      reaching(List.of("ldaps://new.example"), base.security(), null, null, null)),
              false);

      assertThat(moved.settings().urls()).containsExactly("ldaps://new.example");
    }
  }

  @Test
  void directoryBeingRemovedTakesNoSettings() {
    var directory = connect("staff", "Annotator");
    world.directories().save(directory.in(Directory.State.REMOVING));

    assertThat(
            refusal(
                () -> save.update(here, owner, directory.id(), mapped(MappingLists.NONE), true)))
        .isEqualTo(new Violation.WrongState("directory", "being removed"));
  }
}
