package io.rollcall.rest.federation;

import io.rollcall.domain.federation.SyncProblem;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody a run did not import, or not whole, and why. */
@Schema(name = "LdapSyncProblem")
record ProblemJson(
    @Schema(examples = "duplicate-email") String kind,
    String dn,
    String name,
    String email,
    String detail) {
  static ProblemJson of(SyncProblem problem) {
    return new ProblemJson(
        problem.kind().code(), problem.dn(), problem.name(), problem.email(), problem.detail());
  }
}
