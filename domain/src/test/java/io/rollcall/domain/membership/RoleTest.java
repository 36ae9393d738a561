package io.rollcall.domain.membership;

import static io.rollcall.domain.membership.Role.ADMINISTRATOR;
import static io.rollcall.domain.membership.Role.ANNOTATOR;
import static io.rollcall.domain.membership.Role.DEACTIVATED;
import static io.rollcall.domain.membership.Role.MANAGER;
import static io.rollcall.domain.membership.Role.NOT_ACTIVATED;
import static io.rollcall.domain.membership.Role.OWNER;
import static io.rollcall.domain.membership.Role.REVIEWER;
import static io.rollcall.domain.membership.Role.VIEW_ONLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoleTest {
  private static List<Role> those(Predicate<Role> which) {
    return Arrays.stream(Role.values()).filter(which).toList();
  }

  @Test
  void ownerIsAboveAdministratorAboveManagerAboveReviewerAboveAnnotator() {
    assertThat(OWNER.isAbove(ADMINISTRATOR)).isTrue();
    assertThat(ADMINISTRATOR.isAbove(MANAGER)).isTrue();
    assertThat(MANAGER.isAbove(REVIEWER)).isTrue();
    assertThat(REVIEWER.isAbove(ANNOTATOR)).isTrue();
    assertThat(those(ANNOTATOR::isAbove))
        .containsExactlyInAnyOrder(NOT_ACTIVATED, DEACTIVATED, VIEW_ONLY);
  }

  @ParameterizedTest
  @EnumSource
  void isAtLeastItselfAndNotAboveItself(Role role) {
    assertThat(role.isAtLeast(role)).isTrue();
    assertThat(role.isAbove(role)).isFalse();
  }

  @Test
  void onlyFiveRolesOccupyASeat() {
    assertThat(those(Role::occupiesSeat))
        .containsExactlyInAnyOrder(OWNER, ADMINISTRATOR, MANAGER, REVIEWER, ANNOTATOR);
  }

  @Test
  void notActivatedAndDeactivatedAreNotActive() {
    assertThat(those(role -> !role.isActive()))
        .containsExactlyInAnyOrder(NOT_ACTIVATED, DEACTIVATED);
  }

  @Test
  void ownerAndViewOnlyAreNeverAssigned() {
    assertThat(those(role -> !role.isAssignable())).containsExactlyInAnyOrder(OWNER, VIEW_ONLY);
  }

  @Test
  void ownerNotActivatedAndViewOnlyAreNeverMapped() {
    assertThat(those(role -> !role.isMappable()))
        .containsExactlyInAnyOrder(OWNER, NOT_ACTIVATED, VIEW_ONLY);
  }

  @Test
  void theDefaultRoleIsOneOfFour() {
    assertThat(those(Role::isJoinable))
        .containsExactlyInAnyOrder(NOT_ACTIVATED, ANNOTATOR, REVIEWER, MANAGER);
  }

  @ParameterizedTest
  @EnumSource
  void onlyAssignableRolesAreGranted(Role role) {
    if (role.isAssignable()) {
      assertThatCode(() -> new Target.OrganizationRole(role)).doesNotThrowAnyException();
    } else {
      assertThatIllegalArgumentException().isThrownBy(() -> new Target.OrganizationRole(role));
    }
  }

  @Test
  void groupsMapToThreeProjectRoles() {
    assertThat(Arrays.stream(ProjectRole.values()).filter(ProjectRole::isMappable))
        .containsExactly(ProjectRole.INHERIT, ProjectRole.ANNOTATOR, ProjectRole.REVIEWER);
  }

  @ParameterizedTest
  @EnumSource
  void inheritIsTheOrganizationRole(Role role) {
    assertThat(ProjectRole.INHERIT.within(role)).isEqualTo(role);
    assertThat(ProjectRole.ANNOTATOR.within(role)).isEqualTo(ANNOTATOR);
    assertThat(ProjectRole.REVIEWER.within(role)).isEqualTo(REVIEWER);
    assertThat(ProjectRole.MANAGER.within(role)).isEqualTo(MANAGER);
  }
}
