package io.rollcall.domain.membership;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Why a rule said no. A refusal is data: every adapter turns it into its own words in one
 * exhaustive switch.
 */
public sealed interface Violation {

  /** Fields of the request that cannot be used, each with what would be right. */
  record Invalid(Map<String, List<String>> fields) implements Violation {
    public Invalid {
      fields = Map.copyOf(fields);
    }

    public static Invalid field(String field, String message) {
      return new Invalid(Map.of(field, List.of(message)));
    }

    @Override
    public String message() {
      return "Validation error";
    }
  }

  /**
   * It does not exist, or not for the caller. {@code what} names the kind of thing, never the
   * thing.
   */
  record NotFound(String what) implements Violation {
    @Override
    public String message() {
      return "No such " + what + ".";
    }
  }

  /** The actor's role does not allow it. */
  record NotPermitted(String permission) implements Violation {
    @Override
    public String message() {
      return "Your role does not allow this.";
    }
  }

  /** Another person's names, where this organization did not make the account. */
  record ProfileIsTheirs() implements Violation {
    @Override
    public String message() {
      return "Only the person changes this profile: the account was not made by this organization.";
    }
  }

  record OwnerKeepsRole() implements Violation {
    @Override
    public String message() {
      return "The owner keeps the role: transfer the ownership first.";
    }
  }

  /** The account cannot go while it owns organizations; {@code organizations} names them. */
  record StillOwns(String organizations) implements Violation {
    @Override
    public String message() {
      return "The account owns %s: move the ownership to somebody else, or delete the organization, first."
          .formatted(organizations);
    }
  }

  /** Each domain belongs to one organization at most; which one, its operator knows. */
  record DomainTaken(String domain) implements Violation {
    @Override
    public String message() {
      return "The domain %s belongs to another organization.".formatted(domain);
    }
  }

  record RoleOutOfReach(Role wanted) implements Violation {
    @Override
    public String message() {
      return "The role %s cannot be assigned.".formatted(wanted.title());
    }
  }

  /** Nobody deactivates or deletes themselves. */
  record ActsOnOneself() implements Violation {
    @Override
    public String message() {
      return "You cannot do this to yourself.";
    }
  }

  record SeatLimitReached(int seats) implements Violation {
    @Override
    public String message() {
      return "All %d seats of the plan are taken.".formatted(seats);
    }
  }

  /** A provider says that the person is disabled or gone; only the provider can take that back. */
  record SuspendedByDirectory() implements Violation {
    @Override
    public String message() {
      return "The directory has suspended this person; the role can be set once it lists them as active again.";
    }
  }

  /** The organization's policy turned this kind of manual change off. */
  record ManualManagementOff(String policy) implements Violation {
    @Override
    public String message() {
      return "The organization manages this through its directory (%s is off).".formatted(policy);
    }
  }

  record PlanForbids(String feature) implements Violation {
    @Override
    public String message() {
      return "The plan of the organization does not include this (%s).".formatted(feature);
    }
  }

  /** A credential that was made in one organization does nothing outside it. */
  record CredentialOpensOneOrganization() implements Violation {
    @Override
    public String message() {
      return "This credential opens one organization alone: sign in with your password to found another.";
    }
  }

  record SignUpByInvitationOnly() implements Violation {
    @Override
    public String message() {
      return "Signing up needs an invitation on this server.";
    }
  }

  /** The session has outlived the policy of the organization that was asked for. */
  record SignInRequired() implements Violation {
    @Override
    public String message() {
      return "The session is too old for this organization: sign in again.";
    }
  }

  /**
   * It is about the whole account, and the credential was made by or in one organization, which
   * does not decide about the account.
   */
  record PasswordSessionRequired() implements Violation {
    @Override
    public String message() {
      return "Sign in with your password in a browser to do this.";
    }
  }

  /** Too many attempts on this account or from this address; not whether any would have worked. */
  record TooManyAttempts(int seconds) implements Violation {
    @Override
    public String message() {
      return "Too many attempts. Try again in %d seconds.".formatted(seconds);
    }
  }

  /** The plan is older than the data it was made from. */
  record PlanIsStale() implements Violation {
    @Override
    public String message() {
      return "Members, mappings or settings changed since this plan was made. Start a new run.";
    }
  }

  /**
   * The organization does not take this kind of token. {@code kind} is what it is called, in the
   * plural.
   */
  record TokenKindOff(String kind) implements Violation {
    @Override
    public String message() {
      return "The organization has switched off %s.".formatted(kind);
    }
  }

  /** The token was made for something else. */
  record OutOfScope(String scope) implements Violation {
    @Override
    public String message() {
      return "The scope of this token (%s) does not cover this.".formatted(scope);
    }
  }

  /** The workspace still holds projects; they go first. */
  record WorkspaceNotEmpty(int projects) implements Violation {
    @Override
    public String message() {
      return "The workspace has projects (%d): move or delete them first.".formatted(projects);
    }
  }

  /** A group of a directory puts the member there; only the directory can take that back. */
  record KeptByDirectory() implements Violation {
    @Override
    public String message() {
      return "A group of the directory puts this person here; take them out of the group.";
    }
  }

  /** Directory groups are mapped to it, so that the next sync would need it again. */
  record MappedByDirectory(String what) implements Violation {
    @Override
    public String message() {
      return "A directory maps groups to this %s: remove the mapping first.".formatted(what);
    }
  }

  /** What was asked for does not fit the state of the thing. */
  record WrongState(String what, String state) implements Violation {
    @Override
    public String message() {
      return "Not possible while the %s is %s.".formatted(what, state);
    }
  }

  /** Another run of the same directory is under way. */
  record RunInProgress(SyncRunId run) implements Violation {
    @Override
    public String message() {
      return "Run %s of this directory is still under way.".formatted(run);
    }
  }

  /**
   * A changed server address needs the password again, so that a stored one never goes to a new
   * host.
   */
  record PasswordNeededAgain() implements Violation {
    @Override
    public String message() {
      return "The server address changed: enter the bind password again.";
    }
  }

  /**
   * For people: what was refused and what would be right. Holds no secret and nothing of another
   * organization.
   */
  String message();

  /**
   * The stable kebab-case code, the same in HTTP, log and sync report: {@code owner-keeps-role}.
   */
  default String code() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  /** This refusal as something to throw. */
  default RuleViolated refused() {
    return new RuleViolated(this);
  }
}
