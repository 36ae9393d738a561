package io.rollcall.application.organization;

import io.rollcall.application.identity.AccountMails;
import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.OrganizationSlice;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;

/**
 * Lets a person join without being asked. An address that nobody has gets an account, made by the
 * organization, and a letter with which its owner sets the first password; until then it opens
 * nothing.
 */
@ApplicationScoped
public class AddMember {
  private final UserRepository users;
  private final OrganizationRepository organizations;
  private final MemberViews members;
  private final AccountMails mails;
  private final IdSource ids;
  private final InstantSource clock;

  AddMember(
      UserRepository users,
      OrganizationRepository organizations,
      MemberViews members,
      AccountMails mails,
      IdSource ids,
      InstantSource clock) {
    this.users = users;
    this.organizations = organizations;
    this.members = members;
    this.mails = mails;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param profile for a new account alone: nobody renames somebody who is there already
   */
  public record Command(
      OrganizationId organization, UserId actor, String email, User.Profile profile) {}

  /**
   * They get the default role of this moment and, where no seat is free, wait for one. Locks the
   * organization before it makes an account, as everybody does.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     or {@code Invalid} naming {@code email}: unusable, or of somebody who belongs already
   */
  @Transactional
  public MemberViews.MemberRow execute(Command command) {
    var email =
        EmailAddress.parse(command.email())
            .orElseThrow(
                () -> Violation.Invalid.field("email", "Enter a valid email address.").refused());
    var here = lock(command, List.of(command.actor()));
    here.require(command.actor(), Permission.INVITE_MEMBERS);
    var user = account(command, email, here.organization().title());
    join(lock(command, List.of(command.actor(), user)), user);
    return members
        .member(command.organization(), user)
        .orElseThrow(() -> new Violation.NotFound("user").refused());
  }

  private OrganizationSlice lock(Command command, List<UserId> people) {
    return organizations.lock(
        command.organization(),
        people,
        new Occasion(clock.instant(), new Recorder.ByUser(command.actor())));
  }

  private UserId account(Command command, EmailAddress email, String organization) {
    var known = users.credentials(email);
    if (known.isPresent()) {
      return known.get().user().id();
    }
    var fresh =
        new User(
            ids.nextUser(),
            email,
            command.profile(),
            command.organization(),
            null,
            clock.instant());
    if (users.add(fresh, null)) {
      mails.welcome(fresh.id(), email, organization);
      return fresh.id();
    }
    return users.credentials(email).orElseThrow().user().id(); // made in the meantime
  }

  private void join(OrganizationSlice slice, UserId user) {
    if (slice.member(user).isPresent()) {
      throw Violation.Invalid.field("email", "This person is a member already.").refused();
    }
    var organization = slice.organization().id();
    slice.join(
        Membership.fresh(ids.nextMembership(), organization, user, clock.instant()),
        List.of(),
        "added by hand");
    slice.seat(organizations.lockWaiting(organization, slice.seatsToFill()));
    organizations.save(slice);
  }
}
