package io.rollcall.domain.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rollcall.domain.membership.RuleViolated;
import io.rollcall.domain.membership.Violation;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemovalBudgetTest {

  @ParameterizedTest(name = "{0} people, {1} % of {2}: {3}")
  @CsvSource({
    "500, 10, 0, 5",
    "500, 10, 20, 5",
    "500, 10, 59, 5",
    "500, 10, 60, 6",
    "500, 10, 69, 6",
    "500, 10, 1000, 100",
    "500, 10, 5000, 500",
    "500, 10, 1000000, 500",
    "0, 0, 1000, 5",
    "500, 0, 1000, 5",
    "0, 100, 1000, 5",
    "6, 100, 1000, 6",
    "2147483647, 100, 2147483647, 2147483647"
  })
  void isTheLesserOfBothAndNeverLessThanAHandful(
      int people, int percent, int members, int allowed) {
    assertThat(new RemovalBudget(people, percent).allowed(members)).isEqualTo(allowed);
  }

  @Property
  void coversExactlyWhatItAllows(
      @ForAll @IntRange(max = 2000) int people,
      @ForAll @IntRange(max = 100) int percent,
      @ForAll @IntRange(max = 3_000_000) int members) {
    var budget = new RemovalBudget(people, percent);

    assertThat(budget.covers(budget.allowed(members), members)).isTrue();
    assertThat(budget.covers(budget.allowed(members) + 1, members)).isFalse();
    assertThat(budget.allowed(members)).isGreaterThanOrEqualTo(RemovalBudget.FLOOR);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 10, removal_budget.people",
    "5, -1, removal_budget.percent",
    "5, 101, removal_budget.percent"
  })
  void refusesWhatIsNoBudgetByField(int people, int percent, String field) {
    assertThat(
            catchThrowableOfType(RuleViolated.class, () -> new RemovalBudget(people, percent))
                .violation())
        .isInstanceOfSatisfying(
            Violation.Invalid.class,
            invalid -> assertThat(invalid.fields()).containsOnlyKeys(field));
  }
}
