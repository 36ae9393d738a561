package io.rollcall.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.AccountViews;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProfileTest extends IdentityUseCaseTest {
  private final SignedIn ann = signUp("ann@example.com");
  private final UserId id = ann.caller().user();

  @Nested
  class Update {
    private final UpdateProfile update = new UpdateProfile(world.users(), world.notes());

    private User.Profile profile() {
      return world.users().find(id).orElseThrow().profile();
    }

    @Test
    void whatIsNotNamedStays() {
      update.execute(new UpdateProfile.Command(id, null, "Anna", null, "123"));

      assertThat(profile()).isEqualTo(new User.Profile("ann@example.com", "Anna", "Lee", "123"));
    }

    @Test
    void namesCanBeTakenAway() {
      update.execute(new UpdateProfile.Command(id, null, "", "", ""));

      assertThat(profile()).isEqualTo(new User.Profile("ann@example.com", "", "", ""));
    }

    @Test
    void everyWrongFieldIsNamed() {
      var tooLong = "x".repeat(257);

      var refusal =
          refusal(
              () -> update.execute(new UpdateProfile.Command(id, " ", tooLong, tooLong, tooLong)));

      assertThat(refusal)
          .isInstanceOfSatisfying(
              Violation.Invalid.class,
              invalid ->
                  assertThat(invalid.fields())
                      .containsOnlyKeys("username", "first_name", "last_name", "phone"));
    }

    @Test
    void unknownPersonDoesNotExist() {
      assertThat(
              refusal(
                  () ->
                      update.execute(
                          new UpdateProfile.Command(new UserId(999_999), "x", null, null, null))))
          .isEqualTo(new Violation.NotFound("user"));
    }
  }

  @Nested
  class Hotkeys {
    private final OwnHotkeys hotkeys = new OwnHotkeys(world.users(), world.accountViews());

    @Test
    void areNoneAtFirstAndThenWhatWasSentLast() {
      assertThat(hotkeys.read(id)).isEqualTo("{}");

      hotkeys.replace(id, "{\"a\":1}");
      hotkeys.replace(id, "{\"b\":2}");

      assertThat(hotkeys.read(id)).isEqualTo("{\"b\":2}");
    }

    @Test
    void areBounded() {
      var longest = "{\"a\":\"%s\"}".formatted("x".repeat(OwnHotkeys.MAX_LENGTH - 8));
      hotkeys.replace(id, longest);

      assertThat(refusal(() -> hotkeys.replace(id, longest + " ")))
          .isInstanceOfSatisfying(
              Violation.Invalid.class,
              invalid -> assertThat(invalid.fields()).containsOnlyKeys("custom_hotkeys"));
      assertThat(hotkeys.read(id)).isEqualTo(longest);
    }
  }

  @Nested
  class Read {
    private final ReadAccount read = new ReadAccount(world.accountViews());

    @Test
    void allOrganizationsAreShown() {
      var owner = person("owner");
      var there = found(owner);
      join(there, owner, id, Role.ANNOTATOR, 0);

      assertThat(read.execute(ann.caller()).memberships())
          .extracting(AccountViews.MembershipRow::organizationId)
          .containsExactlyInAnyOrder(ann.caller().active().value(), there.value());
    }

    @Test
    void boundCredentialShowsItsOwn() {
      var owner = person("owner");
      var there = found(owner);
      join(there, owner, id, Role.ANNOTATOR, 0);

      assertThat(read.execute(browser(ann, there, there)).memberships())
          .extracting(AccountViews.MembershipRow::organizationId)
          .containsExactly(there.value());
    }

    @Test
    void unknownPersonDoesNotExist() {
      assertThat(refusal(() -> read.execute(script(new UserId(999_999), ann.caller().active()))))
          .isEqualTo(new Violation.NotFound("user"));
    }
  }
}
