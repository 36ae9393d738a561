package io.rollcall.rest.common;

import io.rollcall.domain.federation.ReadFailure;
import io.rollcall.domain.membership.Violation;

/** Which HTTP status a refusal has. Never 409: published clients send that three times. */
final class Statuses {
  private Statuses() {}

  static int of(Violation violation) {
    return switch (violation) {
      case Violation.NotFound ignored -> 404;
      case Violation.SignInRequired ignored -> 401;
      case Violation.NotPermitted ignored -> 403;
      case Violation.PasswordSessionRequired ignored -> 403;
      case Violation.ProfileIsTheirs ignored -> 403;
      case Violation.CredentialOpensOneOrganization ignored -> 403;
      case Violation.TooManyAttempts ignored -> 429;
      case Violation.TokenKindOff ignored -> 401;
      case Violation.OutOfScope ignored -> 403;
      case Violation.PlanForbids ignored -> 403;
      case Violation.SignUpByInvitationOnly ignored -> 403;
      case Violation.ActsOnOneself ignored -> 405;
      case Violation.Invalid ignored -> 400;
      case Violation.OwnerKeepsRole ignored -> 400;
      case Violation.StillOwns ignored -> 400;
      case Violation.DomainTaken ignored -> 400;
      case Violation.RoleOutOfReach ignored -> 400;
      case Violation.SeatLimitReached ignored -> 400;
      case Violation.SuspendedByDirectory ignored -> 400;
      case Violation.ManualManagementOff ignored -> 400;
      case Violation.PlanIsStale ignored -> 400;
      case Violation.WrongState ignored -> 400;
      case Violation.WorkspaceNotEmpty ignored -> 400;
      case Violation.KeptByDirectory ignored -> 400;
      case Violation.MappedByDirectory ignored -> 400;
      case Violation.RunInProgress ignored -> 400;
      case Violation.PasswordNeededAgain ignored -> 400;
    };
  }

  /**
   * 503 for what may be over in a minute without anybody's doing; 400 for what settings have to
   * mend.
   */
  static int of(ReadFailure failure) {
    return switch (failure) {
      case UNREACHABLE, CONNECTION_LOST, TIMED_OUT, TIME_LIMIT, PAGE_LOST, SERVER_ERROR -> 503;
      case ADDRESS_NOT_ALLOWED,
          TLS_FAILED,
          BIND_REFUSED,
          BASE_NOT_FOUND,
          SETTINGS_INVALID,
          ACCESS_DENIED,
          SIZE_LIMIT,
          REFERRAL,
          RANGE_UNREADABLE,
          ENTRY_TOO_LARGE,
          PROTOCOL_VIOLATION,
          NO_STABLE_ID,
          EMPTY_BASE,
          AMBIGUOUS_GROUP,
          AMBIGUOUS_PERSON ->
          400;
    };
  }
}
