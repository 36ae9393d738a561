package io.rollcall.domain.organization;

import static io.rollcall.domain.organization.Refusals.assertRefused;
import static io.rollcall.domain.organization.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.Violation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules, section 4: the table and its footnotes. */
class PermissionsTest {
  private static final String[] COLUMNS = {"AN", "RE", "MA", "AD", "OW"};

  /** {@code +} allowed, {@code -} not, {@code o} off by default and open to an override. */
  private static final Map<Permission, String> TABLE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(Permission.VIEW_ORGANIZATION_PAGE, "- - - + +"),
              Map.entry(Permission.MANAGE_MEMBERS, "- - - + +"),
              Map.entry(Permission.VIEW_ACTIVITY_LOG, "- - - + +"),
              Map.entry(Permission.OWN_ORGANIZATION, "- - - - +"),
              Map.entry(Permission.VIEW_WORKSPACES, "- - + + +"),
              Map.entry(Permission.CREATE_WORKSPACES, "- - + + +"),
              Map.entry(Permission.MANAGE_ALL_WORKSPACES, "- - - + +"),
              Map.entry(Permission.MANAGE_JOINED_WORKSPACES, "- - + + +"),
              Map.entry(Permission.VIEW_PROJECTS, "+ + + + +"),
              Map.entry(Permission.VIEW_ALL_PROJECTS, "- - - + +"),
              Map.entry(Permission.MANAGE_JOINED_PROJECTS, "- - + + +"),
              Map.entry(Permission.BE_MEMBER, "+ + + + +"),
              Map.entry(Permission.INVITE_MEMBERS, "- - o + +"),
              Map.entry(Permission.MANAGE_IDENTITY_PROVIDERS, "- - - o +"),
              Map.entry(Permission.CREATE_API_TOKENS, "+ + + + +"),
              Map.entry(Permission.EDIT_PLUGINS, "- - + + +"),
              Map.entry(Permission.MANAGE_CLOUD_STORAGE, "- - + + +"),
              Map.entry(Permission.MANAGE_WEBHOOKS, "- - + + +"),
              Map.entry(Permission.ACCESS_PROJECT_DASHBOARD, "- - + + +"),
              Map.entry(Permission.USE_AI_ASSISTANT, "- - + + +"),
              Map.entry(Permission.DELETE_TASKS, "- - + + +"),
              Map.entry(Permission.RESET_PROJECT_CACHE, "- - + + +"),
              Map.entry(Permission.DROP_ALL_TABS, "- - + + +"),
              Map.entry(Permission.DELETE_PROJECT, "- - + + +"),
              Map.entry(Permission.ACCESS_MEMBER_PERFORMANCE_DASHBOARD, "+ + + + +")));

  /** Keys of the footnote, with the roles that may be allowed. */
  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          Map.entry("invite_members", "OW AD MA"),
          Map.entry("manage_identity_providers", "OW AD"),
          Map.entry("create_api_tokens", "OW AD MA RE AN"),
          Map.entry("edit_plugins", "OW AD MA"),
          Map.entry("manage_cloud_storage", "OW AD MA"),
          Map.entry("manage_webhooks", "OW AD MA"),
          Map.entry("access_project_dashboard", "OW AD MA"),
          Map.entry("use_ai_assistant", "OW AD MA"),
          Map.entry("delete_tasks", "OW AD MA"),
          Map.entry("reset_project_cache", "OW AD MA"),
          Map.entry("drop_all_tabs", "OW AD MA"),
          Map.entry("delete_project", "OW AD MA"),
          Map.entry("access_member_performance_dashboard", "OW AD MA RE AN"));

  static Stream<Arguments> cells() {
    return TABLE.entrySet().stream()
        .flatMap(
            row -> {
              var marks = row.getValue().split(" ");
              return Stream.iterate(0, i -> i < COLUMNS.length, i -> i + 1)
                  .map(
                      i ->
                          Arguments.of(
                              row.getKey(), Role.ofCode(COLUMNS[i]).orElseThrow(), marks[i]));
            });
  }

  static Stream<Permission> configurable() {
    return Arrays.stream(Permission.values()).filter(Permission::isConfigurable);
  }

  static Stream<Permission> fixed() {
    return Arrays.stream(Permission.values()).filter(permission -> !permission.isConfigurable());
  }

  private static Standing standing(Role role) {
    return new Standing(new UserId(3), role, Set.of(), Map.of());
  }

  private static Set<Role> roles(String codes) {
    return Arrays.stream(codes.split(" "))
        .map(code -> Role.ofCode(code).orElseThrow())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
  }

  @Test
  void areAllInTheTable() {
    assertThat(TABLE).containsOnlyKeys(Permission.values());
    assertThat(configurable().map(Permission::key))
        .containsExactlyInAnyOrderElementsOf(OPTIONS.keySet());
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @MethodSource("cells")
  void areAsTheTableSays(Permission permission, Role role, String mark) {
    boolean allowed = mark.equals("+");

    assertThat(Permissions.DEFAULT.allow(permission, role)).isEqualTo(allowed);
    assertThat(Permissions.DEFAULT.allow(permission, standing(role))).isEqualTo(allowed);
    assertThat(Permissions.DEFAULT.of(role).contains(permission)).isEqualTo(allowed);
    assertThat(permission.defaults().contains(role)).isEqualTo(allowed);
    if (allowed) {
      assertThatCode(() -> Permissions.DEFAULT.require(permission, standing(role)))
          .doesNotThrowAnyException();
    } else {
      assertRefused(
          () -> Permissions.DEFAULT.require(permission, standing(role)),
          new Violation.NotPermitted(permission.key()));
    }
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @MethodSource("cells")
  void thatAreOffByDefaultCanBeTurnedOn(Permission permission, Role role, String mark) {
    if (mark.equals("o")) {
      assertThat(Permissions.DEFAULT.with(permission, Set.of(role)).allow(permission, role))
          .isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void areNoneWithoutARole(Permission permission) {
    var wide =
        permission.isConfigurable()
            ? Permissions.DEFAULT.with(permission, permission.options())
            : Permissions.DEFAULT;
    for (var role : Set.of(Role.NOT_ACTIVATED, Role.DEACTIVATED)) {
      assertThat(wide.allow(permission, role)).isFalse();
      assertThat(wide.allow(permission, standing(role))).isFalse();
      assertThat(wide.of(role)).isEmpty();
      assertRefused(
          () -> wide.require(permission, standing(role)),
          new Violation.NotPermitted(permission.key()));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_ACTIVATED", "DEACTIVATED"})
  void areNoneWithoutARoleWhateverIsStored(Role role) {
    var odd = new Permissions(Map.of(Permission.INVITE_MEMBERS, Set.of(role)));

    assertThat(odd.allow(Permission.INVITE_MEMBERS, standing(role))).isFalse();
    assertThat(odd.of(role)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("configurable")
  void canBeOpenedToTheRolesOfTheFootnoteAlone(Permission permission) {
    var options = roles(OPTIONS.get(permission.key()));
    assertThat(permission.options()).isEqualTo(options);
    for (var role : Role.values()) {
      if (options.contains(role)) {
        assertThat(Permissions.DEFAULT.with(permission, Set.of(role)).allow(permission, role))
            .isTrue();
      } else {
        assertThat(refusalOf(() -> Permissions.DEFAULT.with(permission, Set.of(role))))
            .isInstanceOfSatisfying(
                Violation.Invalid.class,
                invalid -> assertThat(invalid.fields()).containsOnlyKeys("roles"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("configurable")
  void areNeverTakenFromTheOwner(Permission permission) {
    var narrow = Permissions.DEFAULT.with(permission, Set.of());

    assertThat(narrow.allow(permission, Role.OWNER)).isTrue();
    assertThat(narrow.overrides().get(permission)).containsExactly(Role.OWNER);
    for (var role : Set.of(Role.ADMINISTRATOR, Role.MANAGER, Role.REVIEWER, Role.ANNOTATOR)) {
      assertThat(narrow.allow(permission, role)).isFalse();
    }
    assertThat(new Permissions(Map.of(permission, Set.<Role>of())).allow(permission, Role.OWNER))
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("configurable")
  void areAsBeforeWithoutTheOverride(Permission permission) {
    assertThat(Permissions.DEFAULT.with(permission, Set.of()).without(permission))
        .isEqualTo(Permissions.DEFAULT);
  }

  @ParameterizedTest
  @MethodSource("configurable")
  void ofOneKeyLeaveTheOthersAlone(Permission permission) {
    var changed = Permissions.DEFAULT.with(permission, Set.of());

    for (var other : Permission.values()) {
      if (other != permission) {
        assertThat(changed.allow(other, Role.MANAGER))
            .isEqualTo(Permissions.DEFAULT.allow(other, Role.MANAGER));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fixed")
  void thatTheTableFixesCannotBeOverridden(Permission permission) {
    assertThat(permission.options()).isEmpty();
    assertThat(Permission.ofKey(permission.key())).isEmpty();
    for (var roles : Set.of(Set.<Role>of(), Set.of(Role.MANAGER), Set.of(Role.OWNER))) {
      assertThat(refusalOf(() -> Permissions.DEFAULT.with(permission, roles)))
          .isInstanceOf(Violation.NotFound.class);
    }
  }

  @ParameterizedTest
  @MethodSource("configurable")
  void areFoundByTheirKeyAndHaveWordsForSettings(Permission permission) {
    assertThat(Permission.ofKey(permission.key())).contains(permission);
    assertThat(permission.label()).isNotBlank();
    assertThat(permission.group()).isIn("Organization", "Projects");
  }

  @Test
  void thatNobodyKnowsAreNotFound() {
    assertThat(Permission.ofKey("rule_the_world")).isEmpty();
    assertThat(Permission.ofKey("INVITE_MEMBERS")).isEmpty();
  }
}
