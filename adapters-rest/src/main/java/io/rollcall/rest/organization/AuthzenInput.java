package io.rollcall.rest.organization;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.application.organization.AccessQuestion;
import io.rollcall.application.organization.AccessQuestion.What;
import io.rollcall.application.organization.AccessQuestion.Who;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Act;
import io.rollcall.rest.common.Input;
import io.rollcall.rest.organization.AuthzenJson.ActionRequest;
import io.rollcall.rest.organization.AuthzenJson.EntityRequest;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Questions in the words of AuthZEN. What is well-formed and names nothing we know is a question
 * about nothing, and denied; what is not well-formed is refused.
 */
final class AuthzenInput {
  static final String USER = "user";
  static final String ORGANIZATION = "organization";
  static final String WORKSPACE = "workspace";
  static final String PROJECT = "project";
  static final String MEMBERSHIP = "membership";

  private static final int MOST = 1024;

  private AuthzenInput() {}

  static AccessQuestion question(
      Input input,
      String at,
      @Nullable EntityRequest subject,
      @Nullable ActionRequest action,
      @Nullable EntityRequest resource,
      @Nullable JsonNode context) {
    object(input, at + "context", context);
    return new AccessQuestion(
        who(input, at + "subject", subject),
        act(input, at + "action", action),
        what(input, at + "resource", resource));
  }

  static void object(Input input, String field, @Nullable JsonNode sent) {
    if (sent != null && !sent.isNull() && !sent.isObject()) {
      input.refuse(field, "Expected an object.");
    }
  }

  static Who who(Input input, String field, @Nullable EntityRequest sent) {
    var type = type(input, field, sent);
    var id = id(input, field, sent);
    return type.equals(USER) ? person(id) : new Who.Unknown();
  }

  private static Who person(String id) {
    return number(id)
        .<Who>map(number -> new Who.ById(new UserId(number)))
        .or(() -> EmailAddress.parse(id).map(Who.ByAddress::new))
        .orElseGet(Who.Unknown::new);
  }

  static Optional<Act> act(Input input, String field, @Nullable ActionRequest sent) {
    if (sent == null) {
      input.refuse(field, "This field is required.");
      return Optional.empty();
    }
    object(input, field + ".properties", sent.properties());
    return Act.ofKey(text(input, field + ".name", sent.name()));
  }

  static What what(Input input, String field, @Nullable EntityRequest sent) {
    var type = type(input, field, sent);
    var id = id(input, field, sent);
    return switch (type) {
      case ORGANIZATION -> thing(id, n -> new What.OfOrganization(new OrganizationId(n)));
      case WORKSPACE -> thing(id, n -> new What.OfWorkspace(new WorkspaceId(n)));
      case PROJECT -> thing(id, n -> new What.OfProject(new ProjectId(n)));
      case MEMBERSHIP -> new What.OfMember(person(id));
      default -> new What.Unknown();
    };
  }

  private static What thing(String id, LongFunction<What> what) {
    return number(id).map(what::apply).orElseGet(What.Unknown::new);
  }

  /** The type of an entity whose id is not asked for. */
  static String type(Input input, String field, @Nullable EntityRequest sent) {
    if (sent == null) {
      input.refuse(field, "This field is required.");
      return "";
    }
    object(input, field + ".properties", sent.properties());
    return text(input, field + ".type", sent.type());
  }

  private static String id(Input input, String field, @Nullable EntityRequest sent) {
    return sent == null ? "" : text(input, field + ".id", sent.id());
  }

  private static String text(Input input, String field, @Nullable String sent) {
    var text = input.required(field, sent);
    input.atMost(field, text, MOST);
    return text;
  }

  private static Optional<Long> number(String id) {
    if (id.isEmpty() || id.length() > 18 || !id.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    return Optional.of(Long.parseLong(id)).filter(number -> number > 0);
  }
}
