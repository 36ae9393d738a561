package io.rollcall.rest.membership;

import io.rollcall.application.membership.ExplainMember;
import io.rollcall.domain.membership.Explanation;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a member has the role they have, and why not another. */
@Schema(name = "Explanation")
record ExplanationJson(
    long user,
    long organization,
    String role,
    @Schema(nullable = true) @Nullable String roleSource,
    String rule,
    @Schema(examples = "Reviewer as a member of radiology (through all-doctors).") String summary,
    List<CandidateJson> candidates) {

  static ExplanationJson of(ExplainMember.Explained explained) {
    var membership = explained.membership();
    var explanation = explained.explanation();
    return new ExplanationJson(
        membership.user().value(),
        membership.organization().value(),
        explanation.role().code(),
        RoleSource.of(membership.entitled().source()),
        explanation.rule().code(),
        explanation.summary(),
        explanation.candidates().stream().map(ExplanationJson::candidate).toList());
  }

  private static CandidateJson candidate(Explanation.Candidate candidate) {
    var rule = candidate.rule();
    return CandidateJson.of(
        candidate.fact(),
        candidate.outcome().name().toLowerCase(java.util.Locale.ROOT),
        rule == null ? null : rule.code());
  }
}
