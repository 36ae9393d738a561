package io.rollcall.domain.membership;

import static io.rollcall.domain.membership.Facts.LDAP;
import static io.rollcall.domain.membership.Facts.OIDC;

import io.rollcall.domain.federation.DesiredAccess;
import io.rollcall.domain.federation.DesiredAccess.Listing;
import io.rollcall.domain.federation.DesiredAccess.Mapped;
import io.rollcall.domain.federation.GroupMapping;
import io.rollcall.domain.federation.GroupMapping.Effect;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Any facts about a member of an organization with two identity providers: few ids and few moments,
 * so that ties, contradictions and overlaps are common. A mapping always means the same: its effect
 * follows from its id.
 */
public final class FactsDomain extends DomainContextBase {
  private static final int MOMENTS = 6;

  /** A moment no earlier than any fact that is generated; equal to some of them. */
  public static final Instant LATEST = Facts.minute(2 * MOMENTS);

  @Provide
  public Arbitrary<AccessFacts> facts() {
    return Combinators.combine(
            Arbitraries.frequency(Tuple.of(5, false), Tuple.of(1, true)),
            grants(),
            suspensions(),
            Arbitraries.of(LDAP, OIDC).set())
        .as(AccessFacts::new);
  }

  @Provide
  public Arbitrary<AccessPolicy> policies() {
    return Combinators.combine(
            Arbitraries.of(true, false), Arbitraries.of(true, false), Arbitraries.of(true, false))
        .as(AccessPolicy::new);
  }

  @Provide
  public Arbitrary<DesiredAccess> desired() {
    var present =
        Combinators.combine(Arbitraries.of(Listing.LISTED, Listing.DISABLED), mapped())
            .as(DesiredAccess::new);
    return Arbitraries.frequencyOf(
        Tuple.of(6, present),
        Tuple.of(1, Arbitraries.of(DesiredAccess.gone(), DesiredAccess.withdrawn())));
  }

  @Provide
  public Arbitrary<ProviderId> providers() {
    return Arbitraries.of(LDAP, OIDC);
  }

  private static Arbitrary<List<Mapped>> mapped() {
    return Combinators.combine(Arbitraries.integers().between(0, 11), Arbitraries.of("g1", "g2"))
        .as(
            (mapping, group) ->
                new Mapped(mapping(mapping), new GroupRef(group, group, List.of(group))))
        .list()
        .ofMaxSize(5);
  }

  /** The mappings there are; the last two deactivate. */
  public static GroupMapping mapping(int number) {
    return new GroupMapping(new MappingId(number + 1L), "group " + number, null, effect(number));
  }

  private static Effect effect(int number) {
    return switch (number) {
      case 0 -> gives(new Target.OrganizationRole(Role.ADMINISTRATOR));
      case 1 -> gives(new Target.OrganizationRole(Role.MANAGER));
      case 2 -> gives(new Target.OrganizationRole(Role.REVIEWER));
      case 3 -> gives(new Target.OrganizationRole(Role.ANNOTATOR));
      case 4, 5 -> gives(new Target.Workspace(new WorkspaceId(number)));
      case 6 -> gives(new Target.Project(new ProjectId(1), ProjectRole.INHERIT));
      case 7 -> gives(new Target.Project(new ProjectId(1), ProjectRole.ANNOTATOR));
      case 8 -> gives(new Target.Project(new ProjectId(1), ProjectRole.REVIEWER));
      case 9 -> gives(new Target.Project(new ProjectId(2), ProjectRole.INHERIT));
      default -> new Effect.Suspends();
    };
  }

  private static Effect gives(Target target) {
    return new Effect.Gives(target);
  }

  private record Given(Target target, Source source) {}

  private static Arbitrary<List<Grant>> grants() {
    var grant =
        Combinators.combine(given(), moment(), moment().injectNull(0.6))
            .as(
                (given, since, lasted) ->
                    new Grant(
                        new GrantId(1),
                        given.target(),
                        given.source(),
                        new Recorder.BySystem(),
                        Facts.minute(since),
                        lasted == null ? null : Facts.minute(since + lasted)));
    return grant.list().ofMaxSize(8).flatMap(FactsDomain::withIds);
  }

  /** Ids say nothing about the order of recording here: a tie can go either way. */
  private static Arbitrary<List<Grant>> withIds(List<Grant> grants) {
    var ids = new ArrayList<Long>();
    for (long id = 1; id <= grants.size(); id++) {
      ids.add(id);
    }
    return Arbitraries.shuffle(ids)
        .map(
            shuffled -> {
              var numbered = new ArrayList<Grant>();
              for (int i = 0; i < grants.size(); i++) {
                var one = grants.get(i);
                numbered.add(
                    new Grant(
                        new GrantId(shuffled.get(i)),
                        one.target(),
                        one.source(),
                        one.recordedBy(),
                        one.since(),
                        one.until()));
              }
              return numbered;
            });
  }

  private static Arbitrary<Given> given() {
    var roles = Arbitraries.of(Role.class).filter(Role::isAssignable);
    var byHand =
        Combinators.combine(
                Arbitraries.oneOf(
                    roles
                        .filter(role -> role != Role.DEACTIVATED)
                        .<Target>map(Target.OrganizationRole::new),
                    places()),
                Arbitraries.longs().between(1, 2))
            .as((target, by) -> new Given(target, new Source.Administrator(new UserId(by))));
    var invited =
        Combinators.combine(
                Arbitraries.oneOf(
                    roles
                        .filter(role -> role != Role.DEACTIVATED)
                        .<Target>map(Target.OrganizationRole::new),
                    places()),
                Arbitraries.longs().between(1, 3))
            .as(
                (target, invitation) ->
                    new Given(target, new Source.Invited(new InvitationId(invitation))));
    var byDefault =
        roles
            .filter(Role::isJoinable)
            .map(role -> new Given(new Target.OrganizationRole(role), new Source.DefaultRole()));
    var mapped =
        Combinators.combine(
                Arbitraries.of(LDAP, OIDC),
                Arbitraries.frequencyOf(
                    Tuple.of(3, Arbitraries.integers().between(0, 3)),
                    Tuple.of(1, Arbitraries.integers().between(4, 9))),
                Arbitraries.of("g1", "g2"))
            .as(FactsDomain::mappedGrant);
    return Arbitraries.frequencyOf(
        Tuple.of(2, byHand), Tuple.of(2, invited), Tuple.of(1, byDefault), Tuple.of(4, mapped));
  }

  private static Given mappedGrant(ProviderId provider, int number, String group) {
    var mapping = mapping(number);
    return new Given(
        ((Effect.Gives) mapping.effect()).target(),
        new Source.Provider(
            provider,
            Facts.kind(provider),
            mapping.id(),
            new GroupRef(group, group, List.of(group))));
  }

  private static Arbitrary<Target> places() {
    return Arbitraries.oneOf(
        Arbitraries.longs()
            .between(4, 6)
            .map(workspace -> new Target.Workspace(new WorkspaceId(workspace))),
        Combinators.combine(Arbitraries.longs().between(1, 2), Arbitraries.of(ProjectRole.class))
            .as((project, role) -> new Target.Project(new ProjectId(project), role)));
  }

  private static Arbitrary<List<Suspension>> suspensions() {
    var suspension =
        Combinators.combine(cause(), moment(), moment().injectNull(0.5))
            .as(
                (cause, since, lasted) ->
                    new Suspension(
                        new SuspensionId(1),
                        cause,
                        new Recorder.BySystem(),
                        Facts.minute(since),
                        lasted == null ? null : Facts.minute(since + lasted)));
    return Arbitraries.frequencyOf(
            Tuple.of(2, suspension.list().ofSize(0)), Tuple.of(1, suspension.list().ofMaxSize(3)))
        .map(
            list -> {
              var numbered = new ArrayList<Suspension>();
              for (var one : list) {
                numbered.add(
                    new Suspension(
                        new SuspensionId(numbered.size() + 1L),
                        one.cause(),
                        one.recordedBy(),
                        one.since(),
                        one.until()));
              }
              return numbered;
            });
  }

  private static Arbitrary<Suspension.Cause> cause() {
    return Combinators.combine(Arbitraries.of(LDAP, OIDC), Arbitraries.integers().between(0, 3))
        .as(
            (provider, which) ->
                switch (which) {
                  case 0 -> new Suspension.Cause.ByAdministrator(new UserId(1));
                  case 1 -> new Suspension.Cause.Disabled(provider, Facts.kind(provider));
                  case 2 -> new Suspension.Cause.Gone(provider, Facts.kind(provider));
                  default ->
                      new Suspension.Cause.InGroup(
                          provider,
                          Facts.kind(provider),
                          mapping(10).id(),
                          new GroupRef("g1", "g1", List.of("g1")));
                });
  }

  private static Arbitrary<Integer> moment() {
    return Arbitraries.integers().between(0, MOMENTS);
  }
}
