package io.rollcall.application.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.identity.ProfilesFixture;
import io.rollcall.application.port.UseCaseTest;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenameMemberTest extends UseCaseTest {
  private final UserId owner = person("owner");
  private final OrganizationId here = found(owner);
  private final UserId administrator = member(here, owner, "admin", Role.ADMINISTRATOR);
  private final RenameMember rename =
      new RenameMember(
          world.organizations(), world.users(), ProfilesFixture.in(world), world.memberViews());

  /** Somebody whose account an organization made. */
  private UserId madeBy(OrganizationId organization, OrganizationId joined) {
    var user =
        new User(
            world.ids().nextUser(),
            email("made"),
            new User.Profile("made", "Made", "Here", "123"),
            organization,
            null,
            T0);
    world.users().add(user, null);
    join(joined, owner, user.id(), Role.ANNOTATOR, 0);
    return user.id();
  }

  private Violation refusal(UserId actor, UserId member) {
    return refusal(() -> rename(actor, member));
  }

  private void rename(UserId actor, UserId member) {
    rename.execute(new RenameMember.Command(here, actor, member, null, "Ada", "Okafor"));
  }

  private User.Profile profile(UserId user) {
    return world.users().find(user).orElseThrow().profile();
  }

  @Test
  void namesOfAnAccountOfTheOrganizationChange() {
    var made = madeBy(here, here);

    var row =
        rename.execute(new RenameMember.Command(here, administrator, made, null, "Ada", "Okafor"));

    assertThat(row.firstName()).isEqualTo("Ada");
    assertThat(profile(made)).isEqualTo(new User.Profile("made", "Ada", "Okafor", "123"));
  }

  @Test
  void everybodyElseKeepsTheirNames() {
    var elsewhere = found(person("other"));
    for (var person :
        List.of(member(here, owner, "signedup", Role.ANNOTATOR), madeBy(elsewhere, here), owner)) {
      var before = profile(person);
      assertThat(refusal(administrator, person)).isEqualTo(new Violation.ProfileIsTheirs());
      assertThat(profile(person)).isEqualTo(before);
    }
  }

  @Test
  void ownerKeepsTheNamesWhoeverMadeTheAccount() {
    var made = madeBy(here, here);
    change(
        here,
        List.of(owner, made),
        occasion(owner, 1),
        slice -> slice.transferOwnership(owner, made));

    assertThat(refusal(administrator, made)).isEqualTo(new Violation.ProfileIsTheirs());
  }

  @Test
  void onlyAdministratorsRename() {
    var made = madeBy(here, here);
    for (var role : List.of(Role.MANAGER, Role.REVIEWER, Role.ANNOTATOR, Role.NOT_ACTIVATED)) {
      assertThat(refusal(member(here, owner, "actor", role), made))
          .isEqualTo(new Violation.NotPermitted("manage_members"));
    }
  }

  @Test
  void strangersAndPeopleWhoLeftDoNotExist() {
    var gone = madeBy(here, here);
    change(here, List.of(owner, gone), occasion(owner, 1), slice -> slice.remove(owner, gone));

    assertThat(refusal(administrator, gone)).isEqualTo(new Violation.NotFound("user"));
    assertThat(refusal(administrator, person("stranger")))
        .isEqualTo(new Violation.NotFound("user"));
    assertThat(refusal(person("stranger"), madeBy(here, here)))
        .isEqualTo(new Violation.NotFound("organization"));
  }
}
