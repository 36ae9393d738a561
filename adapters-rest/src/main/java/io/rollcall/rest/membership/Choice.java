package io.rollcall.rest.membership;

import io.rollcall.application.port.MemberViews;
import io.rollcall.domain.identity.UserId;
import io.rollcall.rest.common.Input;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom a bulk operation is about, in the select-all convention: {@code all} with {@code excluded},
 * or {@code included} alone.
 */
final class Choice {
  private static final int MOST = 100_000;

  private Choice() {}

  /**
   * @param all whether everybody that {@code filter} lets through is meant
   */
  static MemberViews.Filter of(
      Input input,
      @Nullable Boolean all,
      @Nullable List<@Nullable Long> included,
      @Nullable List<@Nullable Long> excluded,
      MemberViews.Filter filter) {
    if (all == null) {
      input.refuse("all", "This field is required.");
    }
    var chosen = input.ids("included", included, MOST);
    var spared = input.ids("excluded", excluded, MOST);
    return choose(
        input,
        Boolean.TRUE.equals(all),
        chosen == null ? Set.of() : chosen,
        spared == null ? Set.of() : spared,
        filter);
  }

  /** The same from a query: comma lists. */
  static MemberViews.Filter of(
      Input input,
      @Nullable String all,
      @Nullable List<String> included,
      @Nullable List<String> excluded,
      MemberViews.Filter filter) {
    return choose(
        input,
        Boolean.TRUE.equals(input.flag("all", all)),
        input.ids("included", included),
        input.ids("excluded", excluded),
        filter);
  }

  private static MemberViews.Filter choose(
      Input input, boolean all, Set<Long> included, Set<Long> excluded, MemberViews.Filter filter) {
    if (all == !included.isEmpty()) {
      input.refuse("included", all ? "Not together with all." : "Required unless all is true.");
    }
    return all
        ? filter.choosing(filter.only(), users(excluded))
        : MemberViews.Filter.ALL.choosing(users(included), Set.of());
  }

  static Set<UserId> users(Set<Long> ids) {
    return ids.stream().map(UserId::new).collect(Collectors.toUnmodifiableSet());
  }
}
