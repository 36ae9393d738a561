package io.rollcall.server;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.rollcall.application.organization.ApplyMemberTagImports;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Looks for imports of tags whose process died; every node does, and each import is applied once.
 */
@ApplicationScoped
class MemberTagImports {
  private final ApplyMemberTagImports apply;

  MemberTagImports(ApplyMemberTagImports apply) {
    this.apply = apply;
  }

  @Scheduled(
      identity = "member-tag-imports",
      every = "15s",
      concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    apply.execute();
  }
}
