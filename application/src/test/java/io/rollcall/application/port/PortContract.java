package io.rollcall.application.port;

import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessFacts;
import io.rollcall.domain.membership.AccessPolicy;
import io.rollcall.domain.membership.EffectiveAccess;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Organization;
import io.rollcall.domain.organization.OrganizationSlice;
import io.rollcall.domain.organization.Permissions;
import io.rollcall.domain.organization.Plan;
import io.rollcall.domain.organization.Project;
import io.rollcall.domain.organization.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The world every contract plays in: fresh people, organizations, workspaces. Nothing here knows
 * how the ports keep what they are given.
 */
public abstract class PortContract {
  protected static final Instant T0 = Instant.parse("2026-01-05T08:00:00Z");

  private static final AtomicLong COUNTER = new AtomicLong(System.nanoTime());

  protected abstract Ports ports();

  /** A moment, in minutes after the first. */
  protected static Instant at(int minutes) {
    return T0.plus(Duration.ofMinutes(minutes));
  }

  protected static Occasion occasion(UserId by, int minutes) {
    return new Occasion(at(minutes), new Recorder.ByUser(by));
  }

  protected static String unique(String name) {
    return name + COUNTER.incrementAndGet();
  }

  protected static EmailAddress email(String name) {
    return EmailAddress.parse(unique(name) + "@example.com").orElseThrow();
  }

  protected User newUser(String name) {
    return new User(
        ports().ids().nextUser(),
        email(name),
        new User.Profile(name, name, "Example", ""),
        null,
        null,
        T0);
  }

  /** Somebody with an account. */
  protected UserId person(String name) {
    var user = newUser(name);
    ports().transaction(() -> ports().users().add(user, null));
    return user.id();
  }

  protected Organization organization(UserId owner, Plan plan) {
    return new Organization(
        ports().ids().nextOrganization(),
        unique("Organization "),
        null,
        owner,
        Role.NOT_ACTIVATED,
        AccessPolicy.ALL_MANUAL,
        Permissions.DEFAULT,
        plan,
        T0,
        0);
  }

  protected OrganizationId found(UserId owner) {
    return found(organization(owner, Plan.UNLIMITED));
  }

  protected OrganizationId found(Organization organization) {
    var owner = organization.owner();
    ports()
        .transaction(
            () ->
                ports()
                    .organizations()
                    .save(
                        OrganizationSlice.found(
                            organization,
                            fresh(organization.id(), owner, T0),
                            ports().ids(),
                            occasion(owner, 0))));
    return organization.id();
  }

  protected static Plan seats(int limit) {
    return new Plan(limit, true, true, true, true, true);
  }

  protected Membership fresh(OrganizationId organization, UserId user, Instant at) {
    return new Membership(
        ports().ids().nextMembership(),
        organization,
        user,
        AccessFacts.NONE,
        EffectiveAccess.NONE,
        false,
        at,
        at,
        null,
        0);
  }

  /** Locks, decides, saves; as a use case does. */
  protected void change(
      OrganizationId organization,
      List<UserId> people,
      Occasion occasion,
      Consumer<OrganizationSlice> decision) {
    ports()
        .transaction(
            () -> {
              var slice = ports().organizations().lock(organization, people, occasion);
              decision.accept(slice);
              ports().organizations().save(slice);
            });
  }

  /** Lets somebody join with a role. */
  protected void join(OrganizationId organization, UserId by, UserId user, Role role, int minutes) {
    join(
        organization,
        by,
        user,
        List.of(grant(new Target.OrganizationRole(role), new Source.Administrator(by), minutes)),
        minutes);
  }

  protected void join(
      OrganizationId organization, UserId by, UserId user, List<Grant> grants, int minutes) {
    change(
        organization,
        List.of(user),
        occasion(by, minutes),
        slice -> slice.join(fresh(organization, user, at(minutes)), grants, "joins"));
  }

  protected Grant grant(Target target, Source source, int minutes) {
    return new Grant(
        ports().ids().nextGrant(), target, source, new Recorder.BySystem(), at(minutes), null);
  }

  /** A shared workspace. */
  protected WorkspaceId workspace(OrganizationId organization, UserId creator, String title) {
    var workspace = newWorkspace(organization, creator, title, false);
    ports().transaction(() -> ports().workspaces().add(workspace));
    return workspace.id();
  }

  protected Workspace newWorkspace(
      OrganizationId organization, UserId creator, String title, boolean personal) {
    return new Workspace(
        ports().ids().nextWorkspace(),
        organization,
        title,
        null,
        null,
        false,
        personal,
        creator,
        T0);
  }

  /** A published project. */
  protected ProjectId project(
      OrganizationId organization, @Nullable WorkspaceId workspace, UserId creator, String title) {
    var project = newProject(organization, workspace, creator, title, true);
    ports().transaction(() -> ports().projects().add(project));
    return project.id();
  }

  protected Project newProject(
      OrganizationId organization,
      @Nullable WorkspaceId workspace,
      UserId creator,
      String title,
      boolean published) {
    return new Project(
        ports().ids().nextProject(),
        organization,
        workspace,
        title,
        "About " + title,
        "#FFAA00",
        published,
        false,
        creator,
        T0);
  }

  protected Membership member(OrganizationId organization, UserId user) {
    return ports()
        .transaction(() -> ports().organizations().member(organization, user))
        .orElseThrow();
  }
}
