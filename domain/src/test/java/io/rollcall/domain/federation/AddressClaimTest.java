package io.rollcall.domain.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.federation.AddressClaim.Account;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** First sight of an unknown subject: rules, section 5.2. */
class AddressClaimTest {
  private static final UserId ANNA = new UserId(4);

  private static AddressClaim claim(int ordinal, boolean followed, @Nullable Account account) {
    return claim(ordinal, "anna@example.org", followed, account);
  }

  private static AddressClaim claim(
      int ordinal, String email, boolean followed, @Nullable Account account) {
    return new AddressClaim(
        ordinal,
        "uid=" + ordinal,
        "Anna",
        EmailAddress.parse(email).orElseThrow(),
        followed,
        account);
  }

  private static Account member() {
    return new Account(ANNA, true, false, false, false, false);
  }

  @ParameterizedTest(name = "here {0}, owner {1}, elsewhere {2}, verified {3}: {4}")
  @CsvSource({
    "false, false, false, false, CONFLICT",
    "false, false, false, true,  CONFLICT",
    "false, false, true,  false, CONFLICT",
    "false, false, true,  true,  CONFLICT",
    "false, true,  false, false, CONFLICT",
    "false, true,  false, true,  CONFLICT",
    "false, true,  true,  false, CONFLICT",
    "false, true,  true,  true,  CONFLICT",
    "true,  false, false, false, LINK",
    "true,  false, false, true,  LINK",
    "true,  false, true,  false, CONFLICT",
    "true,  false, true,  true,  LINK",
    "true,  true,  false, false, CONFLICT",
    "true,  true,  false, true,  CONFLICT",
    "true,  true,  true,  false, CONFLICT",
    "true,  true,  true,  true,  CONFLICT"
  })
  void anAccountIsLinkedOnlyAsTheTableSays(
      boolean here, boolean owner, boolean elsewhere, boolean verified, IdentityLinking linking) {
    assertThat(IdentityLinking.of(here, owner, elsewhere, verified)).isEqualTo(linking);

    var decision =
        AddressClaim.decide(
            List.of(claim(0, false, new Account(ANNA, here, owner, elsewhere, verified, false))));
    if (linking == IdentityLinking.LINK) {
      assertThat(decision.links()).containsExactly(java.util.Map.entry(0, ANNA));
      assertThat(decision.problems()).isEmpty();
    } else {
      assertThat(decision.links()).isEmpty();
      assertThat(decision.problems().get(0).kind()).isEqualTo(SyncProblem.Kind.ACCOUNT_EXISTS);
      assertThat(decision.problems().get(0).email()).isEqualTo("anna@example.org");
      assertThat(decision.problems().get(0).dn()).isEqualTo("uid=0");
    }
  }

  @Test
  void anAccountThatAnotherEntryIsFollowedAsIsNeverLinkedTwice() {
    var decision =
        AddressClaim.decide(
            List.of(claim(0, false, new Account(ANNA, true, false, false, true, true))));

    assertThat(decision.links()).isEmpty();
    assertThat(decision.problems().get(0).kind()).isEqualTo(SyncProblem.Kind.ACCOUNT_EXISTS);
  }

  @Test
  void anUnknownAddressIsNobodysYet() {
    var decision = AddressClaim.decide(List.of(claim(0, false, null)));

    assertThat(decision.links()).isEmpty();
    assertThat(decision.problems()).isEmpty();
  }

  @Test
  void twoEntriesWithOneAddressAreBothConflicts() {
    var decision =
        AddressClaim.decide(List.of(claim(0, false, member()), claim(1, false, member())));

    assertThat(decision.links()).isEmpty();
    assertThat(decision.problems()).containsOnlyKeys(0, 1);
    assertThat(decision.problems().values())
        .allMatch(problem -> problem.kind() == SyncProblem.Kind.DUPLICATE_EMAIL);
  }

  @Test
  void whoeverIsFollowedAlreadyKeepsTheAddress() {
    var decision =
        AddressClaim.decide(List.of(claim(0, true, member()), claim(1, false, member())));

    assertThat(decision.links()).isEmpty();
    assertThat(decision.problems()).containsOnlyKeys(1);
  }

  @Test
  void twoFollowedEntriesAreLeftAlone() {
    var decision = AddressClaim.decide(List.of(claim(0, true, null), claim(1, true, null)));

    assertThat(decision.problems()).isEmpty();
  }

  @Test
  void differentAddressesAreNoRivals() {
    var decision =
        AddressClaim.decide(
            List.of(claim(0, false, member()), claim(1, "bob@example.org", false, null)));

    assertThat(decision.links()).containsOnlyKeys(0);
    assertThat(decision.problems()).isEmpty();
  }
}
