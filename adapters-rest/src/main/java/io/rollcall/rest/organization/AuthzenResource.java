package io.rollcall.rest.organization;

import io.quarkus.security.Authenticated;
import io.rollcall.application.organization.AccessQuestion;
import io.rollcall.application.organization.DecideAccess;
import io.rollcall.application.organization.DecideAccess.Until;
import io.rollcall.domain.membership.RuleViolated;
import io.rollcall.domain.membership.Violation;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import io.rollcall.rest.common.PlainErrors;
import io.rollcall.rest.organization.AuthzenJson.DecisionJson;
import io.rollcall.rest.organization.AuthzenJson.DecisionsJson;
import io.rollcall.rest.organization.AuthzenJson.EvaluationRequest;
import io.rollcall.rest.organization.AuthzenJson.EvaluationsRequest;
import io.rollcall.rest.organization.AuthzenJson.OptionsRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Decisions for other services, as OpenID AuthZEN has them (Authorization API 1.0). */
@Path("/access/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Access decisions")
@Authenticated
public class AuthzenResource {
  private static final int MOST_EVALUATIONS = 1000;

  private final DecideAccess decide;
  private final CurrentCaller caller;

  AuthzenResource(DecideAccess decide, CurrentCaller caller) {
    this.decide = decide;
    this.caller = caller;
  }

  @POST
  @Path("/evaluation")
  @Operation(
      operationId = "access_evaluation",
      summary = "May this subject do this to that resource?",
      description =
          "In the organization of the credential. A subject is a user by id or e-mail address; a resource an"
              + " organization, workspace or project by id, or a membership by the id or address of the user; an"
              + " action view, manage, delete or the key of a permission. What is unknown is denied, and so is what"
              + " belongs to another organization.")
  public DecisionJson evaluation(@Nullable EvaluationRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    var question =
        AuthzenInput.question(
            input, "", sent.subject(), sent.action(), sent.resource(), sent.context());
    input.refuseIfWrong();
    return one(question);
  }

  @POST
  @Path("/evaluations")
  @Operation(
      operationId = "access_evaluations",
      summary = "The same for many at once",
      description =
          "Members at the top are defaults for those of evaluations. One that cannot be read is denied, with the"
              + " error in its context. Without evaluations this is a single evaluation.")
  public DecisionsJson evaluations(@Nullable EvaluationsRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    AuthzenInput.object(input, "context", sent.context());
    var until = until(input, sent.options());
    var each = sent.evaluations();
    if (each == null || each.isEmpty()) {
      var question =
          AuthzenInput.question(
              input, "", sent.subject(), sent.action(), sent.resource(), sent.context());
      input.refuseIfWrong();
      return DecisionsJson.of(one(question));
    }
    if (each.size() > MOST_EVALUATIONS) {
      input.refuse("evaluations", "At most %d at once.".formatted(MOST_EVALUATIONS));
    }
    input.refuseIfWrong();
    return DecisionsJson.of(many(sent, each, until));
  }

  private DecisionJson one(AccessQuestion question) {
    var answer =
        decide
            .execute(
                AuthzenCaller.organization(caller.get()),
                caller.get().user(),
                List.of(question),
                Until.ALL_ARE_ANSWERED)
            .getFirst();
    if (!answer.askable()) {
      throw Objects.requireNonNull(answer.against()).refused();
    }
    return DecisionJson.of(answer);
  }

  /** Those that cannot be read are answered in their place. */
  private List<DecisionJson> many(
      EvaluationsRequest sent, List<@Nullable EvaluationRequest> each, Until until) {
    var readable = new ArrayList<AccessQuestion>();
    var unreadable = new LinkedHashMap<Integer, String>();
    for (int i = 0; i < each.size(); i++) {
      try {
        readable.add(question(sent, each.get(i)));
      } catch (RuleViolated wrong) {
        unreadable.put(i, message(wrong.violation()));
        if (until == Until.FIRST_DENIED) {
          break;
        }
      }
    }
    var answers =
        decide.execute(
            AuthzenCaller.organization(caller.get()), caller.get().user(), readable, until);
    var decisions = new ArrayList<DecisionJson>();
    int next = 0;
    for (int i = 0; i < each.size(); i++) {
      var problem = unreadable.get(i);
      if (problem != null) {
        decisions.add(DecisionJson.unreadable(problem));
      } else if (next < answers.size()) {
        decisions.add(DecisionJson.of(answers.get(next++)));
      } else {
        break;
      }
      if (isLast(decisions.getLast().decision(), until)) {
        break;
      }
    }
    return decisions;
  }

  private static boolean isLast(boolean decision, Until until) {
    return switch (until) {
      case ALL_ARE_ANSWERED -> false;
      case FIRST_DENIED -> !decision;
      case FIRST_PERMITTED -> decision;
    };
  }

  private static AccessQuestion question(
      EvaluationsRequest defaults, @Nullable EvaluationRequest sent) {
    var one = sent == null ? new EvaluationRequest(null, null, null, null) : sent;
    var input = new Input();
    var question =
        AuthzenInput.question(
            input,
            "",
            one.subject() == null ? defaults.subject() : one.subject(),
            one.action() == null ? defaults.action() : one.action(),
            one.resource() == null ? defaults.resource() : one.resource(),
            one.context());
    input.refuseIfWrong();
    return question;
  }

  private static String message(Violation violation) {
    return violation instanceof Violation.Invalid invalid
        ? PlainErrors.message(invalid.fields())
        : violation.message();
  }

  private static Until until(Input input, @Nullable OptionsRequest options) {
    var semantic =
        input.choice(
            "options.evaluations_semantic",
            options == null ? null : options.evaluationsSemantic(),
            AuthzenResource::until);
    return semantic == null ? Until.ALL_ARE_ANSWERED : semantic;
  }

  private static Optional<Until> until(String semantic) {
    return switch (semantic) {
      case "execute_all" -> Optional.of(Until.ALL_ARE_ANSWERED);
      case "deny_on_first_deny" -> Optional.of(Until.FIRST_DENIED);
      case "permit_on_first_permit" -> Optional.of(Until.FIRST_PERMITTED);
      default -> Optional.empty();
    };
  }
}
