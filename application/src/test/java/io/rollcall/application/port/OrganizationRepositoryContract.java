package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.ProviderKind;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessPolicy;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.GroupRef;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.RuleViolated;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.Suspension;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Organization;
import io.rollcall.domain.organization.Permission;
import io.rollcall.domain.organization.Plan;
import io.rollcall.domain.organization.Seats;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

public abstract class OrganizationRepositoryContract extends PortContract {
  private OrganizationRepository organizations() {
    return ports().organizations();
  }

  private Organization load(OrganizationId organization, UserId owner) {
    return acting(organization, owner).orElseThrow().organization();
  }

  private Optional<OrganizationRepository.Acting> acting(OrganizationId organization, UserId user) {
    return ports().transaction(() -> organizations().acting(organization, user));
  }

  private Seats seatsOf(OrganizationId organization, UserId by) {
    return ports()
        .transaction(() -> organizations().lock(organization, List.of(), occasion(by, 99)).seats());
  }

  @Test
  void newOrganizationHasItsOwnerAsFirstMember() {
    var owner = person("owner");
    var organization = organization(owner, seats(5));
    found(organization);

    assertThat(load(organization.id(), owner)).isEqualTo(organization);
    assertThat(ports().transaction(() -> organizations().find(organization.id())))
        .contains(organization);
    var member = member(organization.id(), owner);
    assertThat(member.role()).isEqualTo(Role.OWNER);
    assertThat(member.rule()).isEqualTo(Rule.OWNER);
    assertThat(member.facts().owner()).isTrue();
    assertThat(member.seated()).isTrue();
    assertThat(seatsOf(organization.id(), owner)).isEqualTo(new Seats(5, 1));
  }

  @Test
  void unknownOrganizationIsRefused() {
    var unknown = ports().ids().nextOrganization();
    var user = person("ann");

    assertThatThrownBy(
            () ->
                ports()
                    .transaction(
                        () -> organizations().lock(unknown, List.of(user), occasion(user, 1))))
        .isInstanceOfSatisfying(
            RuleViolated.class,
            refused ->
                assertThat(refused.violation()).isEqualTo(new Violation.NotFound("organization")));
    assertThat(acting(unknown, user)).isEmpty();
    assertThat(ports().transaction(() -> organizations().find(unknown))).isEmpty();
    assertThat(ports().transaction(() -> organizations().member(unknown, user))).isEmpty();
  }

  @Test
  void sliceHoldsTheOwnerAndWhoWasAskedForAndNobodyElse() {
    var owner = person("owner");
    var ann = person("ann");
    var bob = person("bob");
    var here = found(owner);
    join(here, owner, ann, Role.ANNOTATOR, 1);
    join(here, owner, bob, Role.REVIEWER, 2);

    var slice =
        ports()
            .transaction(
                () ->
                    organizations()
                        .lock(here, List.of(ann, person("stranger")), occasion(owner, 3)));

    assertThat(slice.member(owner)).isPresent();
    assertThat(slice.member(ann)).isPresent();
    assertThat(slice.member(bob)).isEmpty();
    assertThat(slice.changes()).isEmpty();
    assertThat(slice.organizationChanged()).isFalse();
  }

  @Test
  void everyFieldOfAnOrganizationCanBeChangedAndTheVersionGrows() {
    var owner = person("owner");
    var here = found(owner);

    change(
        here,
        List.of(),
        occasion(owner, 1),
        slice ->
            slice.update(
                slice
                    .organization()
                    .withTitle("Changed")
                    .withContactInfo("help@example.com")
                    .withDefaultRole(Role.REVIEWER)
                    .withPolicy(new AccessPolicy(false, true, false))
                    .withPermissions(
                        slice
                            .organization()
                            .permissions()
                            .with(Permission.INVITE_MEMBERS, Set.of(Role.MANAGER))
                            .with(Permission.DELETE_TASKS, Set.of()))));

    var changed = load(here, owner);
    assertThat(changed.title()).isEqualTo("Changed");
    assertThat(changed.contactInfo()).isEqualTo("help@example.com");
    assertThat(changed.defaultRole()).isEqualTo(Role.REVIEWER);
    assertThat(changed.policy()).isEqualTo(new AccessPolicy(false, true, false));
    assertThat(changed.permissions().overrides())
        .isEqualTo(
            Map.of(
                Permission.INVITE_MEMBERS, Set.of(Role.OWNER, Role.MANAGER),
                Permission.DELETE_TASKS, Set.of(Role.OWNER)));
    assertThat(changed.version()).isEqualTo(1);

    change(
        here,
        List.of(),
        occasion(owner, 2),
        slice ->
            slice.update(
                slice
                    .organization()
                    .withContactInfo(null)
                    .withPermissions(
                        slice.organization().permissions().without(Permission.INVITE_MEMBERS))));

    changed = load(here, owner);
    assertThat(changed.contactInfo()).isNull();
    assertThat(changed.permissions().overrides())
        .isEqualTo(Map.of(Permission.DELETE_TASKS, Set.of(Role.OWNER)));
    assertThat(changed.version()).isEqualTo(2);
  }

  @Test
  void versionOfTheOrganizationStaysWhenOnlyMembersChange() {
    var owner = person("owner");
    var here = found(owner);

    join(here, owner, person("ann"), Role.ANNOTATOR, 1);

    assertThat(load(here, owner).version()).isZero();
  }

  @Test
  void everyKindOfGrantComesBack() {
    var owner = person("owner");
    var ann = person("ann");
    var here = found(owner);
    var workspace = workspace(here, owner, "Radiology");
    var group = new GroupRef("uuid-1", "cn=all", List.of("cn=team", "cn=all"));
    var grants =
        List.of(
            grant(new Target.OrganizationRole(Role.MANAGER), new Source.Administrator(owner), 1),
            grant(
                new Target.OrganizationRole(Role.ANNOTATOR),
                new Source.Invited(new InvitationId(7)),
                1),
            grant(new Target.Workspace(workspace), new Source.Invited(new InvitationId(7)), 1),
            grant(
                new Target.OrganizationRole(Role.REVIEWER),
                new Source.Provider(new ProviderId(8), ProviderKind.LDAP, new MappingId(9), group),
                1),
            grant(
                new Target.Workspace(workspace),
                new Source.Provider(
                    new ProviderId(10), ProviderKind.OIDC, new MappingId(11), group),
                1));

    join(here, owner, ann, grants, 1);

    var member = member(here, ann);
    assertThat(member.facts().grants()).containsAll(grants).hasSize(grants.size() + 1);
    assertThat(member.facts().grants())
        .anySatisfy(
            grant -> {
              assertThat(grant.source()).isEqualTo(new Source.DefaultRole());
              assertThat(grant.target()).isEqualTo(new Target.OrganizationRole(Role.NOT_ACTIVATED));
            });
    assertThat(member.role()).isEqualTo(Role.MANAGER);
    assertThat(member.entitled().workspaces()).containsExactly(workspace);
  }

  @Test
  void savedMembershipIsWhatWasDecided() {
    var owner = person("owner");
    var ann = person("ann");
    var here = found(owner);
    var decided = new Membership[1];

    change(
        here,
        List.of(ann),
        occasion(owner, 1),
        slice ->
            decided[0] =
                slice.join(
                    fresh(here, ann, at(1)),
                    List.of(
                        grant(
                            new Target.OrganizationRole(Role.REVIEWER),
                            new Source.Administrator(owner),
                            1)),
                    "joins"));

    assertThat(member(here, ann))
        .usingRecursiveComparison()
        .ignoringCollectionOrder()
        .isEqualTo(decided[0]);
  }

  @Test
  void changedRoleEndsThePinAndAddsAnotherAndTheVersionGrows() {
    var owner = person("owner");
    var ann = person("ann");
    var here = found(owner);
    join(here, owner, ann, Role.ANNOTATOR, 1);

    change(
        here,
        List.of(ann),
        occasion(owner, 2),
        slice -> slice.changeRole(owner, ann, Role.REVIEWER));

    var member = member(here, ann);
    assertThat(member.role()).isEqualTo(Role.REVIEWER);
    assertThat(member.version()).isEqualTo(1);
    assertThat(member.entitledSince()).isEqualTo(at(2));
    assertThat(member.joinedAt()).isEqualTo(at(1));
    assertThat(pins(member))
        .extracting(Grant::target, Grant::until)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(new Target.OrganizationRole(Role.ANNOTATOR), at(2)),
            org.assertj.core.groups.Tuple.tuple(new Target.OrganizationRole(Role.REVIEWER), null));
  }

  private static List<Grant> pins(Membership member) {
    return member.facts().grants().stream()
        .filter(grant -> grant.source() instanceof Source.Administrator)
        .toList();
  }

  @Test
  void deactivationSuspendsAndAnotherRoleResumes() {
    var owner = person("owner");
    var ann = person("ann");
    var here = found(owner);
    join(here, owner, ann, Role.ANNOTATOR, 1);

    change(
        here,
        List.of(ann),
        occasion(owner, 2),
        slice -> slice.changeRole(owner, ann, Role.DEACTIVATED));

    var member = member(here, ann);
    assertThat(member.role()).isEqualTo(Role.DEACTIVATED);
    assertThat(member.rule()).isEqualTo(Rule.SUSPENSION);
    assertThat(member.seated()).isFalse();
    assertThat(member.facts().suspensions())
        .extracting(Suspension::cause, Suspension::until)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(new Suspension.Cause.ByAdministrator(owner), null));
    assertThat(seatsOf(here, owner).taken()).isEqualTo(1);

    change(
        here,
        List.of(ann),
        occasion(owner, 3),
        slice -> slice.changeRole(owner, ann, Role.MANAGER));

    member = member(here, ann);
    assertThat(member.role()).isEqualTo(Role.MANAGER);
    assertThat(member.facts().suspensions()).extracting(Suspension::until).containsExactly(at(3));
    assertThat(seatsOf(here, owner).taken()).isEqualTo(2);
  }

  @Test
  void removedMemberIsKnownAndDoesNotAct() {
    var owner = person("owner");
    var ann = person("ann");
    var here = found(owner);
    join(here, owner, ann, Role.ANNOTATOR, 1);

    change(here, List.of(ann), occasion(owner, 2), slice -> slice.remove(owner, ann));

    assertThat(acting(here, ann)).isEmpty();
    var gone = member(here, ann);
    assertThat(gone.deletedAt()).isEqualTo(at(2));
    assertThat(gone.facts().grants()).allMatch(grant -> !grant.isActive());
    assertThat(seatsOf(here, owner).taken()).isEqualTo(1);
  }

  @Test
  void whatEndedBeforeAReturnIsNotLoaded() {
    var owner = person("owner");
    var ann = person("ann");
    var here = found(owner);
    join(here, owner, ann, Role.ANNOTATOR, 1);
    change(
        here,
        List.of(ann),
        occasion(owner, 2),
        slice -> slice.changeRole(owner, ann, Role.DEACTIVATED));
    change(here, List.of(ann), occasion(owner, 3), slice -> slice.remove(owner, ann));

    join(here, owner, ann, List.of(), 4);

    var back = member(here, ann);
    assertThat(back.isDeleted()).isFalse();
    assertThat(back.joinedAt()).isEqualTo(at(4));
    assertThat(back.facts().suspensions()).isEmpty();
    assertThat(back.facts().grants())
        .singleElement()
        .satisfies(grant -> assertThat(grant.source()).isEqualTo(new Source.DefaultRole()));
    var slice =
        ports().transaction(() -> organizations().lock(here, List.of(ann), occasion(owner, 5)));
    assertThat(slice.member(ann)).contains(back);
  }

  @Test
  void actingTellsTheStandingInOrganizationAndWorkspaces() {
    var owner = person("owner");
    var ann = person("ann");
    var here = found(owner);
    var workspace = workspace(here, owner, "Radiology");
    join(here, owner, ann, Role.MANAGER, 1);
    change(
        here,
        List.of(ann),
        occasion(owner, 2),
        slice -> slice.places().setWorkspaceMember(owner, ann, workspace, true));

    assertThat(acting(here, ann).orElseThrow().standing())
        .isEqualTo(new Standing(ann, Role.MANAGER, Set.of(workspace), Map.of()));

    change(
        here,
        List.of(ann),
        occasion(owner, 3),
        slice -> slice.places().setWorkspaceMember(owner, ann, workspace, false));

    assertThat(acting(here, ann).orElseThrow().standing().workspaces()).isEmpty();
  }

  @Test
  void removedMemberIsInNoWorkspaceAfterComingBack() {
    var owner = person("owner");
    var ann = person("ann");
    var here = found(owner);
    var workspace = workspace(here, owner, "Radiology");
    join(here, owner, ann, Role.MANAGER, 1);
    change(
        here,
        List.of(ann),
        occasion(owner, 2),
        slice -> slice.places().setWorkspaceMember(owner, ann, workspace, true));
    change(here, List.of(ann), occasion(owner, 3), slice -> slice.remove(owner, ann));
    join(here, owner, ann, Role.MANAGER, 4);

    assertThat(acting(here, ann).orElseThrow().standing().workspaces()).isEmpty();
  }

  @Test
  void nobodyOfAnotherOrganizationActsHere() {
    var owner = person("owner");
    var stranger = person("stranger");
    var here = found(owner);
    found(stranger);

    assertThat(acting(here, stranger)).isEmpty();
    assertThat(ports().transaction(() -> organizations().member(here, stranger))).isEmpty();
  }

  @Test
  void membersOverTheSeatLimitWaitInTheOrderOfSeats() {
    var owner = person("owner");
    var annotator = person("annotator");
    var manager = person("manager");
    var early = person("early");
    var here = found(organization(owner, seats(1)));
    join(here, owner, annotator, mapped(Role.ANNOTATOR, 1), 1);
    join(here, owner, early, mapped(Role.REVIEWER, 2), 2);
    join(here, owner, manager, mapped(Role.MANAGER, 3), 3);
    join(here, owner, person("idle"), List.of(), 4);

    assertThat(acting(here, manager).orElseThrow().standing().role()).isEqualTo(Role.NOT_ACTIVATED);
    assertThat(member(here, manager).rule()).isEqualTo(Rule.SEAT_LIMIT);
    var waiting =
        ports()
            .transaction(
                () -> {
                  organizations().lock(here, List.of(), occasion(owner, 5));
                  return organizations().lockWaiting(here, 2);
                });
    assertThat(waiting).extracting(Membership::user).containsExactly(manager, early);
    assertThat(waiting.getFirst()).isEqualTo(member(here, manager));
    assertThat(
            ports()
                .transaction(
                    () -> {
                      organizations().lock(here, List.of(), occasion(owner, 5));
                      return organizations().lockWaiting(here, 0);
                    }))
        .isEmpty();
  }

  private List<Grant> mapped(Role role, int minutes) {
    return List.of(
        grant(
            new Target.OrganizationRole(role),
            new Source.Provider(
                new ProviderId(8),
                ProviderKind.LDAP,
                new MappingId(9),
                new GroupRef("g", "g", List.of("g"))),
            minutes));
  }

  @Test
  void managedSliceHoldsWhoHasManualGrants() {
    var owner = person("owner");
    var pinned = person("pinned");
    var placed = person("placed");
    var mapped = person("mapped");
    var released = person("released");
    var here = found(owner);
    var workspace = workspace(here, owner, "Radiology");
    join(here, owner, pinned, Role.MANAGER, 1);
    join(here, owner, placed, mapped(Role.ANNOTATOR, 1), 1);
    join(here, owner, mapped, mapped(Role.ANNOTATOR, 1), 1);
    join(here, owner, released, Role.ANNOTATOR, 1);
    change(
        here,
        List.of(placed),
        occasion(owner, 2),
        slice -> slice.places().setWorkspaceMember(owner, placed, workspace, true));
    change(
        here,
        List.of(released),
        occasion(owner, 2),
        slice -> slice.changeRole(owner, released, null));

    var slice =
        ports().transaction(() -> organizations().lockManaged(here, owner, occasion(owner, 3)));

    assertThat(slice.member(owner)).isPresent();
    assertThat(slice.member(pinned)).isPresent();
    assertThat(slice.member(placed)).isPresent();
    assertThat(slice.member(mapped)).isEmpty();
    assertThat(slice.member(released)).isEmpty();
  }

  @Test
  void changedPolicyIsCarriedThrough() {
    var owner = person("owner");
    var ann = person("ann");
    var here = found(owner);
    var workspace = workspace(here, owner, "Radiology");
    join(here, owner, ann, Role.MANAGER, 1);
    change(
        here,
        List.of(ann),
        occasion(owner, 2),
        slice -> slice.places().setWorkspaceMember(owner, ann, workspace, true));

    ports()
        .transaction(
            () -> {
              var slice = organizations().lockManaged(here, owner, occasion(owner, 3));
              slice.update(slice.organization().withPolicy(new AccessPolicy(false, false, true)));
              slice.recompute("policy");
              organizations().save(slice);
            });

    var standing = acting(here, ann).orElseThrow().standing();
    assertThat(standing.role()).isEqualTo(Role.NOT_ACTIVATED);
    assertThat(standing.workspaces()).isEmpty();
    assertThat(seatsOf(here, owner).taken()).isEqualTo(1);
  }

  @Test
  void ownershipMovesInOneStep() {
    var owner = person("owner");
    var heir = person("heir");
    var here = found(owner);
    join(here, owner, heir, Role.MANAGER, 1);

    change(here, List.of(heir), occasion(owner, 2), slice -> slice.transferOwnership(owner, heir));

    assertThat(load(here, heir).owner()).isEqualTo(heir);
    assertThat(member(here, heir).role()).isEqualTo(Role.OWNER);
    assertThat(member(here, heir).facts().owner()).isTrue();
    assertThat(member(here, owner).role()).isEqualTo(Role.ADMINISTRATOR);
    assertThat(member(here, owner).facts().owner()).isFalse();
  }

  @Test
  void severalChangesOfOneMemberInOneStepAreOneChangeOfTheRow() {
    var owner = person("owner");
    var ann = person("ann");
    var here = found(owner);
    join(here, owner, ann, Role.ANNOTATOR, 1);

    change(
        here,
        List.of(ann),
        occasion(owner, 2),
        slice -> {
          slice.changeRole(owner, ann, Role.REVIEWER);
          slice.changeRole(owner, ann, Role.MANAGER);
        });

    var member = member(here, ann);
    assertThat(member.role()).isEqualTo(Role.MANAGER);
    assertThat(pins(member).stream().filter(Grant::isActive)).hasSize(1);
    assertThat(member.version()).isEqualTo(1);
  }

  @Test
  void lostAccessEndsSessionsAndKeysOfThatOrganizationAlone() {
    var owner = person("owner");
    var ann = person("ann");
    var here = found(owner);
    var there = found(ann);
    join(here, owner, ann, Role.ANNOTATOR, 1);
    var bound = open(ann, here, here);
    var active = open(ann, here, null);
    var elsewhere = open(ann, there, null);
    var ownersOwn = open(owner, here, null);
    var key = key(here, ann);
    var keyElsewhere = key(there, ann);

    change(
        here,
        List.of(ann),
        occasion(owner, 2),
        slice -> slice.changeRole(owner, ann, Role.DEACTIVATED));

    assertThat(session(bound)).isEmpty();
    assertThat(session(active).orElseThrow().active()).isNull();
    assertThat(session(elsewhere).orElseThrow().active()).isEqualTo(there);
    assertThat(session(ownersOwn).orElseThrow().active()).isEqualTo(here);
    assertThat(holder(key)).isEmpty();
    assertThat(holder(keyElsewhere)).isPresent();
  }

  @Test
  void removalEndsSessionsAndKeys() {
    var owner = person("owner");
    var ann = person("ann");
    var here = found(owner);
    join(here, owner, ann, Role.ANNOTATOR, 1);
    var active = open(ann, here, null);
    var key = key(here, ann);

    change(here, List.of(ann), occasion(owner, 2), slice -> slice.remove(owner, ann));

    assertThat(session(active).orElseThrow().active()).isNull();
    assertThat(holder(key)).isEmpty();
  }

  @Test
  void anotherRoleKeepsSessionsAndKeys() {
    var owner = person("owner");
    var ann = person("ann");
    var here = found(owner);
    join(here, owner, ann, Role.ANNOTATOR, 1);
    var bound = open(ann, here, here);
    var key = key(here, ann);

    change(
        here,
        List.of(ann),
        occasion(owner, 2),
        slice -> slice.changeRole(owner, ann, Role.MANAGER));

    assertThat(session(bound).orElseThrow().active()).isEqualTo(here);
    assertThat(holder(key)).isPresent();
  }

  private TokenHash open(UserId user, OrganizationId active, @Nullable OrganizationId boundTo) {
    var token = ports().vault().hash(ports().vault().newToken());
    var session = new Session(ports().ids().nextSession(), user, active, boundTo, T0, T0);
    ports().transaction(() -> ports().sessions().open(session, token, "", ""));
    return token;
  }

  private Optional<Session> session(TokenHash token) {
    return ports().transaction(() -> ports().sessions().find(token));
  }

  private TokenHash key(OrganizationId organization, UserId user) {
    var key = ports().vault().newToken();
    var hash = ports().vault().hash(key);
    ports().transaction(() -> ports().legacyTokens().replace(organization, user, key, hash));
    return hash;
  }

  private Optional<LegacyTokenRepository.Holder> holder(TokenHash hash) {
    return ports().transaction(() -> ports().legacyTokens().findByHash(hash));
  }

  @Test
  void planComesBackWhole() {
    var owner = person("owner");
    var plan = new Plan(12, false, true, false, true, false);

    var here = found(organization(owner, plan));

    assertThat(load(here, owner).plan()).isEqualTo(plan);
  }
}
