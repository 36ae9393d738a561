package io.rollcall.application.organization;

import io.rollcall.application.port.DeletedOrganizationRepository;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Organization;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Undoes a deletion, for the operator. Members, roles, places, directories and invitations are as
 * they were; people sign in and make their tokens anew. Whose account was erased meanwhile leaves,
 * as if they had been here.
 */
@ApplicationScoped
public class RestoreOrganization {
  private final DeletedOrganizationRepository deletions;
  private final OrganizationRepository organizations;
  private final UserRepository users;
  private final InstantSource clock;

  RestoreOrganization(
      DeletedOrganizationRepository deletions,
      OrganizationRepository organizations,
      UserRepository users,
      InstantSource clock) {
    this.deletions = deletions;
    this.organizations = organizations;
    this.users = users;
    this.clock = clock;
  }

  /**
   * @param successor the address of the active member who is to own it, needed when the owner's
   *     account was erased; null for whoever owned it
   */
  public record Command(OrganizationId organization, @Nullable String successor) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound} when there is no such
   *     deleted organization or no such member, {@code WrongState} when its purge has begun, when
   *     the owner's account was erased and nobody is to follow, or when the successor is not active
   */
  @Transactional
  public Organization execute(Command command) {
    var deletion =
        deletions
            .lock(command.organization())
            .orElseThrow(() -> new Violation.NotFound("deleted organization").refused());
    deletion.requireWhole();
    deletions.restore(command.organization());
    var gone = deletions.erasedMembers(command.organization());
    var successor = successor(command.successor());
    if (successor == null && gone.contains(deletion.owner())) {
      throw new Violation.WrongState("account of its owner", "erased").refused();
    }
    var people = new ArrayList<>(gone);
    if (successor != null) {
      people.add(successor);
    }
    var occasion = new Occasion(clock.instant(), new Recorder.BySystem());
    var slice = organizations.lock(command.organization(), people, occasion);
    if (successor != null) {
      slice.moveOwnership(successor);
    }
    gone.forEach(slice::erase);
    slice.seat(organizations.lockWaiting(command.organization(), slice.seatsToFill()));
    organizations.save(slice);
    return slice.organization();
  }

  private @Nullable UserId successor(@Nullable String address) {
    if (address == null) {
      return null;
    }
    return EmailAddress.parse(address)
        .flatMap(users::credentials)
        .map(UserRepository.Credentials::user)
        .map(User::id)
        .orElseThrow(() -> new Violation.NotFound("member").refused());
  }
}
