package io.rollcall.application.organization;

import io.rollcall.application.organization.AccessQuestion.What;
import io.rollcall.application.organization.AccessQuestion.Who;
import io.rollcall.application.port.DecisionViews;
import io.rollcall.application.port.DecisionViews.Subject;
import io.rollcall.application.port.DecisionViews.Window;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.RuleViolated;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Act;
import io.rollcall.domain.organization.Matter;
import io.rollcall.domain.organization.Permission;
import io.rollcall.domain.organization.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds who may do something, and to what: candidates from the database, each decided by the same
 * rules as a single question. One search looks at a bounded number of candidates and says where it
 * stopped.
 */
@ApplicationScoped
public class SearchAccess {
  /** How many candidates one search looks at, and how many at a time. */
  private static final int MOST = 20_000;

  private static final int AT_ONCE = 2_000;

  /** Nobody whom anything is about. */
  private static final UserId SOMEBODY = new UserId(Long.MAX_VALUE);

  private final DecisionViews views;

  SearchAccess(DecisionViews views) {
    this.views = views;
  }

  /** Of what kind. */
  public enum Kind {
    ORGANIZATION,
    WORKSPACE,
    PROJECT,
    MEMBERSHIP
  }

  /**
   * @param after the id before the first one; 0 to begin
   * @param limit at most so many
   */
  public record Page(long after, int limit) {}

  /**
   * @param next where to go on; null at the end
   */
  public record Found<T>(List<T> items, @Nullable Long next) {
    public Found {
      items = List.copyOf(items);
    }

    static <T> Found<T> nothing() {
      return new Found<>(List.of(), null);
    }
  }

  /**
   * Everybody who may do this to that, by user id.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotPermitted} for whoever may
   *     not ask about others
   */
  @Transactional(Transactional.TxType.SUPPORTS)
  public Found<Subject> subjects(
      OrganizationId organization, UserId asker, Optional<Act> act, What what, Page page) {
    var question = new AccessQuestion(new Who.ById(asker), act, what);
    var decider = decider(organization, asker, question);
    requireAboutAll(decider);
    var matter = decider.flatMap(known -> known.matter(what));
    if (act.isEmpty() || matter.isEmpty()) {
      return Found.nothing();
    }
    var permissions = decider.get().facts().organization().permissions();
    var near =
        matter.get() instanceof Matter.OfProject of
            ? Optional.of(of.project().id())
            : Optional.<ProjectId>empty();
    var roles = roles(matter.get(), act.get(), permissions);
    return search(
        page,
        window -> views.members(organization, roles, near, window),
        subject -> subject.standing().user().value(),
        subject -> matter.get().decide(act.get(), subject.standing(), permissions).allowed());
  }

  /**
   * The ids of everything of a kind to which somebody may do this.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotPermitted} for whoever may
   *     not ask about that person
   */
  @Transactional(Transactional.TxType.SUPPORTS)
  public Found<Long> resources(
      OrganizationId organization, UserId asker, Who who, Optional<Act> act, Kind kind, Page page) {
    var question = new AccessQuestion(who, act, new What.Unknown());
    var decider = decider(organization, asker, question);
    var subject = decider.flatMap(known -> known.subject(who));
    if (decider.isEmpty() || !decider.get().mayAskAbout(subject)) {
      throw notPermitted();
    }
    if (act.isEmpty() || subject.isEmpty()) {
      return Found.nothing();
    }
    var permissions = decider.get().facts().organization().permissions();
    Predicate<Matter> may =
        matter -> matter.decide(act.get(), subject.get().standing(), permissions).allowed();
    return switch (kind) {
      case ORGANIZATION ->
          page.after() == 0 && page.limit() > 0 && may.test(new Matter.OfOrganization())
              ? new Found<>(List.of(organization.value()), null)
              : Found.nothing();
      case WORKSPACE ->
          ids(
              search(
                  page,
                  window -> views.workspaces(organization, window),
                  workspace -> workspace.id().value(),
                  workspace -> may.test(new Matter.OfWorkspace(workspace))),
              workspace -> workspace.id().value());
      case PROJECT ->
          ids(
              search(
                  page,
                  window -> views.projects(organization, window),
                  project -> project.id().value(),
                  project -> may.test(new Matter.OfProject(project))),
              project -> project.id().value());
      case MEMBERSHIP ->
          ids(
              search(
                  page,
                  window ->
                      views.members(
                          organization, EnumSet.allOf(Role.class), Optional.empty(), window),
                  member -> member.standing().user().value(),
                  member -> may.test(decider.get().membership(member))),
              member -> member.standing().user().value());
    };
  }

  private static <T> Found<Long> ids(Found<T> found, Function<T, Long> id) {
    return new Found<>(found.items().stream().map(id).toList(), found.next());
  }

  private Optional<DecideAccess.Decider> decider(
      OrganizationId organization, UserId asker, AccessQuestion question) {
    return views
        .facts(DecideAccess.wanted(organization, asker, List.of(question)))
        .map(facts -> new DecideAccess.Decider(facts, asker));
  }

  private static void requireAboutAll(Optional<DecideAccess.Decider> decider) {
    if (decider.filter(DecideAccess.Decider::mayAskAboutAll).isEmpty()) {
      throw notPermitted();
    }
  }

  private static RuleViolated notPermitted() {
    return new Violation.NotPermitted(Permission.VIEW_ORGANIZATION_PAGE.key()).refused();
  }

  /** With which somebody may at best; nobody else need be looked at. */
  private static Set<Role> roles(Matter matter, Act act, Permissions permissions) {
    var roles = EnumSet.noneOf(Role.class);
    for (var role : Role.values()) {
      var somebody = new Standing(SOMEBODY, role, Set.of(), Map.of());
      boolean may =
          switch (matter) {
            case Matter.OfOrganization of -> of.decide(act, somebody, permissions).allowed();
            case Matter.OfMember of -> of.decide(act, somebody, permissions).allowed();
            case Matter.OfWorkspace ignored ->
                permissions.allow(Permission.VIEW_WORKSPACES, somebody);
            case Matter.OfProject ignored -> role.isActive();
          };
      if (may) {
        roles.add(role);
      }
    }
    return roles;
  }

  private static <T> Found<T> search(
      Page page, Function<Window, List<T>> candidates, ToLongFunction<T> id, Predicate<T> may) {
    var found = new ArrayList<T>();
    long after = page.after();
    for (int looked = 0; looked < MOST && found.size() < page.limit(); looked += AT_ONCE) {
      var some = candidates.apply(new Window(after, AT_ONCE));
      for (var candidate : some) {
        if (found.size() == page.limit()) {
          return new Found<>(found, after);
        }
        after = id.applyAsLong(candidate);
        if (may.test(candidate)) {
          found.add(candidate);
        }
      }
      if (some.size() < AT_ONCE) {
        return new Found<>(found, null);
      }
    }
    return new Found<>(found, after);
  }
}
