package io.rollcall.application.organization;

import io.rollcall.application.organization.AccessQuestion.Answer;
import io.rollcall.application.organization.AccessQuestion.What;
import io.rollcall.application.organization.AccessQuestion.Who;
import io.rollcall.application.port.DecisionViews;
import io.rollcall.application.port.DecisionViews.Facts;
import io.rollcall.application.port.DecisionViews.Wanted;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Act;
import io.rollcall.domain.organization.Matter;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether members may do something, by the rules that everything here is held to. Everybody
 * may ask about themselves, those who see the members about all of them.
 */
@ApplicationScoped
public class DecideAccess {
  private final DecisionViews views;

  DecideAccess(DecisionViews views) {
    this.views = views;
  }

  /**
   * Answers in the order of the questions, until one is as {@code until} says, that one included.
   * One round trip, however many there are.
   */
  @Transactional(Transactional.TxType.SUPPORTS)
  public List<Answer> execute(
      OrganizationId organization, UserId asker, List<AccessQuestion> questions, Until until) {
    var facts = views.facts(wanted(organization, asker, questions));
    var answers = new ArrayList<Answer>();
    for (var question : questions) {
      var answer =
          facts
              .map(known -> new Decider(known, asker).answer(question))
              .orElseGet(() -> Answer.unknown("organization"));
      answers.add(answer);
      if (until.isReached(answer.allowed())) {
        break;
      }
    }
    return answers;
  }

  /**
   * Everything that somebody may do to something, in the order of {@link Act#all}.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotPermitted} for whoever may
   *     not ask about that person
   */
  @Transactional(Transactional.TxType.SUPPORTS)
  public List<Act> acts(OrganizationId organization, UserId asker, Who who, What what) {
    var question = new AccessQuestion(who, Optional.empty(), what);
    return views
        .facts(wanted(organization, asker, List.of(question)))
        .map(known -> new Decider(known, asker).acts(question))
        .orElse(List.of());
  }

  /** When to stop. */
  public enum Until {
    ALL_ARE_ANSWERED,
    FIRST_DENIED,
    FIRST_PERMITTED;

    boolean isReached(boolean allowed) {
      return switch (this) {
        case ALL_ARE_ANSWERED -> false;
        case FIRST_DENIED -> !allowed;
        case FIRST_PERMITTED -> allowed;
      };
    }
  }

  static Wanted wanted(OrganizationId organization, UserId asker, List<AccessQuestion> questions) {
    var people = new HashSet<>(Set.of(asker));
    var addresses = new HashSet<EmailAddress>();
    var workspaces = new HashSet<WorkspaceId>();
    var projects = new HashSet<ProjectId>();
    for (var question : questions) {
      want(question.who(), people, addresses);
      switch (question.what()) {
        case What.OfWorkspace of -> workspaces.add(of.workspace());
        case What.OfProject of -> projects.add(of.project());
        case What.OfMember of -> want(of.who(), people, addresses);
        case What.OfOrganization ignored -> {}
        case What.Unknown ignored -> {}
      }
    }
    return new Wanted(organization, asker, people, addresses, workspaces, projects);
  }

  private static void want(Who who, Set<UserId> people, Set<EmailAddress> addresses) {
    switch (who) {
      case Who.ById by -> people.add(by.user());
      case Who.ByAddress by -> addresses.add(by.address());
      case Who.Unknown ignored -> {}
    }
  }

  /** Answers from what was read. */
  record Decider(Facts facts, UserId asker) {
    Answer answer(AccessQuestion question) {
      var subject = subject(question.who());
      if (!mayAskAbout(subject)) {
        return Answer.refused(new Violation.NotPermitted(Permission.VIEW_ORGANIZATION_PAGE.key()));
      }
      if (subject.isEmpty()) {
        return Answer.unknown("subject");
      }
      var matter = matter(question.what());
      if (matter.isEmpty()) {
        return Answer.unknown("resource").of(subject.get());
      }
      return question
          .act()
          .map(
              act ->
                  Answer.of(
                      matter
                          .get()
                          .decide(
                              act, subject.get().standing(), facts.organization().permissions()),
                      subject.get()))
          .orElseGet(() -> Answer.unknown("action").of(subject.get()));
    }

    List<Act> acts(AccessQuestion question) {
      var subject = subject(question.who());
      if (!mayAskAbout(subject)) {
        throw new Violation.NotPermitted(Permission.VIEW_ORGANIZATION_PAGE.key()).refused();
      }
      return subject
          .flatMap(
              known ->
                  matter(question.what())
                      .map(
                          matter ->
                              matter.acts(known.standing(), facts.organization().permissions())))
          .orElse(List.of());
    }

    boolean mayAskAbout(Optional<DecisionViews.Subject> subject) {
      return subject.filter(known -> known.standing().user().equals(asker)).isPresent()
          || mayAskAboutAll();
    }

    boolean mayAskAboutAll() {
      var asking = facts.subjects().get(asker);
      return asking != null
          && facts
              .organization()
              .permissions()
              .allow(Permission.VIEW_ORGANIZATION_PAGE, asking.standing());
    }

    Optional<DecisionViews.Subject> subject(Who who) {
      return switch (who) {
        case Who.ById by -> Optional.ofNullable(facts.subjects().get(by.user()));
        case Who.ByAddress by ->
            facts.subjects().values().stream()
                .filter(subject -> subject.email().equals(by.address().value()))
                .findFirst();
        case Who.Unknown ignored -> Optional.empty();
      };
    }

    Optional<Matter> matter(What what) {
      return switch (what) {
        case What.OfOrganization of ->
            of.organization().equals(facts.organization().id())
                ? Optional.of(new Matter.OfOrganization())
                : Optional.empty();
        case What.OfWorkspace of ->
            Optional.ofNullable(facts.workspaces().get(of.workspace()))
                .map(Matter.OfWorkspace::new);
        case What.OfProject of ->
            Optional.ofNullable(facts.projects().get(of.project())).map(Matter.OfProject::new);
        case What.OfMember of -> subject(of.who()).map(this::membership);
        case What.Unknown ignored -> Optional.empty();
      };
    }

    Matter membership(DecisionViews.Subject of) {
      var user = of.standing().user();
      return new Matter.OfMember(user, user.equals(facts.organization().owner()));
    }
  }
}
