package io.rollcall.rest.organization;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.application.organization.AccessQuestion.Answer;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The messages of the OpenID AuthZEN Authorization API 1.0. */
final class AuthzenJson {
  private AuthzenJson() {}

  /**
   * A subject or resource (sections 5.1 and 5.2).
   *
   * @param properties ignored
   */
  @Schema(name = "AuthzenEntityRequest")
  record EntityRequest(
      @Schema(examples = "user") @Nullable String type,
      @Schema(examples = "ada@example.com") @Nullable String id,
      @Schema(type = SchemaType.OBJECT) @Nullable JsonNode properties) {}

  /** Section 5.3. */
  @Schema(name = "AuthzenActionRequest")
  record ActionRequest(
      @Schema(examples = "invite_members") @Nullable String name,
      @Schema(type = SchemaType.OBJECT) @Nullable JsonNode properties) {}

  /** Sections 6.1 and 7.1; without evaluations the one is the other. */
  @Schema(name = "AuthzenEvaluationsRequest")
  record EvaluationsRequest(
      @Nullable EntityRequest subject,
      @Nullable ActionRequest action,
      @Nullable EntityRequest resource,
      @Schema(type = SchemaType.OBJECT) @Nullable JsonNode context,
      @Nullable List<@Nullable EvaluationRequest> evaluations,
      @Nullable OptionsRequest options) {}

  @Schema(name = "AuthzenEvaluationRequest")
  record EvaluationRequest(
      @Nullable EntityRequest subject,
      @Nullable ActionRequest action,
      @Nullable EntityRequest resource,
      @Schema(type = SchemaType.OBJECT) @Nullable JsonNode context) {}

  @Schema(name = "AuthzenOptionsRequest")
  record OptionsRequest(
      @Schema(enumeration = {"execute_all", "deny_on_first_deny", "permit_on_first_permit"})
          @Nullable String evaluationsSemantic) {}

  /** Section 8. */
  @Schema(name = "AuthzenSearchRequest")
  record SearchRequest(
      @Nullable EntityRequest subject,
      @Nullable ActionRequest action,
      @Nullable EntityRequest resource,
      @Schema(type = SchemaType.OBJECT) @Nullable JsonNode context,
      @Nullable PageRequest page) {}

  @Schema(name = "AuthzenPageRequest")
  record PageRequest(
      @Nullable String token,
      @Schema(minimum = "0", maximum = "1000") @Nullable Integer limit,
      @Schema(type = SchemaType.OBJECT) @Nullable JsonNode properties) {}

  /** Section 6.2. */
  @Schema(name = "AuthzenDecision")
  record DecisionJson(boolean decision, ContextJson context) {
    static DecisionJson of(Answer answer) {
      var against = answer.against();
      var role = answer.role();
      var rule = answer.rule();
      return new DecisionJson(
          answer.allowed(),
          new ContextJson(
              against == null ? "permitted" : against.code(),
              role == null ? null : role.code(),
              rule == null ? null : rule.code(),
              against == null ? null : Map.of("en", against.message()),
              answer.askable() ? null : new ErrorJson(403, NOT_ABOUT_OTHERS)));
    }

    /** One that cannot be read, among others that can (section 7.2). */
    static DecisionJson unreadable(String message) {
      return new DecisionJson(
          false, new ContextJson("invalid", null, null, null, new ErrorJson(400, message)));
    }
  }

  static final String NOT_ABOUT_OTHERS = "Your role lets you ask about yourself only.";

  /**
   * @param code permitted, or that of the rule that stands against it
   * @param role the role that counted there
   * @param rule the rule that gave the person their role in the organization
   */
  @Schema(name = "AuthzenDecisionContext", requiredProperties = "code")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ContextJson(
      @Schema(examples = "not-permitted") String code,
      @Schema(examples = "AN") @Nullable String role,
      @Schema(examples = "highest-mapped") @Nullable String rule,
      @Nullable Map<String, String> reasonUser,
      @Nullable ErrorJson error) {}

  @Schema(name = "AuthzenEvaluationError")
  record ErrorJson(int status, String message) {}

  /** Section 7.2; a single decision where a single one was asked for. */
  @Schema(
      name = "AuthzenDecisions",
      requiredProperties = {},
      minProperties = 1)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DecisionsJson(
      @Nullable Boolean decision,
      @Nullable ContextJson context,
      @Nullable List<DecisionJson> evaluations) {
    static DecisionsJson of(DecisionJson one) {
      return new DecisionsJson(one.decision(), one.context(), null);
    }

    static DecisionsJson of(List<DecisionJson> all) {
      return new DecisionsJson(null, null, all);
    }
  }

  /** Section 8. */
  @Schema(name = "AuthzenEntities")
  record EntitiesJson(List<EntityJson> results, PageJson page) {}

  /**
   * @param properties the e-mail address of a person; null for things
   */
  @Schema(
      name = "AuthzenEntity",
      requiredProperties = {"type", "id"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EntityJson(String type, String id, @Nullable Map<String, String> properties) {}

  @Schema(name = "AuthzenActions")
  record ActionsJson(List<ActionJson> results, PageJson page) {}

  @Schema(name = "AuthzenAction")
  record ActionJson(String name) {}

  /**
   * @param nextToken empty at the end
   * @param count how many results are in this answer
   */
  @Schema(name = "AuthzenPage")
  record PageJson(String nextToken, int count) {}
}
