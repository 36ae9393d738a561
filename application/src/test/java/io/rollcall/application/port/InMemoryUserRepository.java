package io.rollcall.application.port;

import io.rollcall.application.port.InMemoryTables.Account;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.PasswordHash;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.organization.Invitation;
import io.rollcall.domain.organization.Workspace;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

public final class InMemoryUserRepository implements UserRepository {
  private final InMemoryWorld world;

  InMemoryUserRepository(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public Optional<User> find(UserId id) {
    return Optional.ofNullable(world.tables.accounts.get(id)).map(Account::user);
  }

  @Override
  public Optional<Credentials> credentials(EmailAddress email) {
    return world.tables.accounts.values().stream()
        .filter(account -> account.user().email().equals(email))
        .map(account -> new Credentials(account.user(), account.password()))
        .findFirst();
  }

  @Override
  public Optional<Credentials> credentials(UserId id) {
    return Optional.ofNullable(world.tables.accounts.get(id))
        .map(account -> new Credentials(account.user(), account.password()));
  }

  @Override
  public boolean hold(UserId id, PasswordHash password) {
    return credentials(id).map(Credentials::password).filter(password::equals).isPresent();
  }

  @Override
  public void setPassword(UserId id, PasswordHash password) {
    world.tables.accounts.computeIfPresent(
        id, (same, account) -> new Account(account.user(), password, account.lastActivity()));
  }

  @Override
  public boolean setAddress(UserId id, EmailAddress address, Instant verifiedAt) {
    var owner = credentials(address).map(found -> found.user().id());
    if (owner.isPresent() && !owner.get().equals(id)) {
      return false;
    }
    world.tables.accounts.computeIfPresent(
        id,
        (same, account) -> {
          var user = account.user();
          return new Account(
              new User(
                  id, address, user.profile(), user.provisionedBy(), verifiedAt, user.joinedAt()),
              account.password(),
              account.lastActivity());
        });
    return true;
  }

  @Override
  public void erase(Collection<UserId> people) {
    people.forEach(this::erase);
  }

  private void erase(UserId id) {
    forgetInvitations(id);
    forgetLetters(id);
    find(id).ifPresent(user -> world.memberTagImports().forget(user.email().value()));
    world.tables.accounts.computeIfPresent(
        id,
        (same, account) ->
            new Account(
                User.erased(id, account.user().joinedAt()), null, account.user().joinedAt()));
    world.tables.hotkeys.remove(id);
    world.tables.sessions.values().removeIf(session -> session.user().equals(id));
    world.apiTokens().endAll(id);
    world.tables.accountTokens.values().removeIf(token -> token.user().equals(id));
    world.tables.identities.values().removeIf(identity -> identity.user().equals(id));
    world.tables.tagged.removeIf(tagged -> tagged.member().user().equals(id));
    world.tables.workspaces.replaceAll(
        (workspace, known) ->
            known.personal() && known.createdBy().equals(id)
                ? new Workspace(
                    known.id(),
                    known.organization(),
                    known.title(),
                    known.description(),
                    known.color(),
                    known.archived(),
                    true,
                    world.tables.organizations.get(known.organization()).owner(),
                    known.createdAt())
                : known);
  }

  @Override
  public boolean add(User user, @Nullable PasswordHash password) {
    if (credentials(user.email()).isPresent()) {
      return false;
    }
    world.tables.accounts.put(user.id(), new Account(user, password, user.joinedAt()));
    return true;
  }

  @Override
  public void updateProfile(UserId id, User.Profile profile) {
    world.tables.accounts.computeIfPresent(
        id,
        (same, account) -> {
          var user = account.user();
          return new Account(
              new User(
                  id,
                  user.email(),
                  profile,
                  user.provisionedBy(),
                  user.emailVerifiedAt(),
                  user.joinedAt()),
              account.password(),
              account.lastActivity());
        });
  }

  @Override
  public void setHotkeys(UserId id, String json) {
    world.tables.hotkeys.put(id, json);
  }

  private void forgetInvitations(UserId id) {
    find(id)
        .ifPresent(
            user ->
                world.tables.invitations.replaceAll(
                    (known, invitation) ->
                        invitation.email().equals(user.email())
                                || id.equals(invitation.acceptedBy())
                            ? forgotten(invitation, User.erased(id, user.joinedAt()).email())
                            : invitation));
  }

  private static Invitation forgotten(Invitation invitation, EmailAddress erased) {
    return new Invitation(
        invitation.id(),
        invitation.organization(),
        erased,
        invitation.role(),
        invitation.workspaces(),
        invitation.projects(),
        invitation.token(),
        invitation.sender(),
        invitation.sentAt(),
        invitation.expiresAt(),
        invitation.delivery(),
        invitation.deliveryProblem(),
        invitation.acceptedBy(),
        true);
  }

  private void forgetLetters(UserId id) {
    find(id)
        .ifPresent(
            user ->
                world
                    .tables
                    .letters
                    .values()
                    .removeIf(row -> row.waiting().to().equals(user.email())));
  }
}
