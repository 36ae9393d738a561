package io.rollcall.domain.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.federation.DesiredAccess.Listing;
import io.rollcall.domain.federation.GroupMapping.Effect;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.membership.AccessFacts;
import io.rollcall.domain.membership.AccessPolicy;
import io.rollcall.domain.membership.EffectiveAccess;
import io.rollcall.domain.membership.Facts;
import io.rollcall.domain.membership.FactsDomain;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Suspension;
import io.rollcall.domain.membership.Suspension.Cause;
import io.rollcall.domain.membership.SyncRunId;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.TestIds;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds of a reconciliation whatever was recorded and whatever a provider says. */
@Domain(FactsDomain.class)
@Domain(DomainContext.Global.class)
class AnyReconciliationTest {
  private static final Occasion RUN =
      new Occasion(FactsDomain.LATEST, new Recorder.BySync(new SyncRunId(5)));

  private final TestIds ids = new TestIds();

  private AccessFacts reconcile(ProviderId provider, AccessFacts facts, DesiredAccess desired) {
    return new Reconciler(provider, Facts.kind(provider), ids, RUN).reconcile(facts, desired);
  }

  private record Given(MappingId mapping, String group, Target target) {}

  private static boolean isOf(ProviderId provider, Grant grant) {
    return grant.source() instanceof Source.Provider source && source.provider().equals(provider);
  }

  @Property(tries = 2000)
  void changesNothingTheSecondTime(
      @ForAll AccessFacts facts, @ForAll DesiredAccess desired, @ForAll ProviderId provider) {
    var once = reconcile(provider, facts, desired);

    assertThat(reconcile(provider, once, desired)).isSameAs(once);
  }

  @Property(tries = 2000)
  void recordsExactlyWhatTheProviderGives(
      @ForAll AccessFacts facts, @ForAll DesiredAccess desired, @ForAll ProviderId provider) {
    var after = reconcile(provider, facts, desired);

    var wanted = new HashSet<Given>();
    for (var mapped : desired.mapped()) {
      if (mapped.mapping().effect() instanceof Effect.Gives gives) {
        wanted.add(new Given(mapped.mapping().id(), mapped.group().id(), gives.target()));
      }
    }
    assertThat(after.grants().stream().filter(Grant::isActive).filter(g -> isOf(provider, g)))
        .extracting(
            grant -> {
              var source = (Source.Provider) grant.source();
              return new Given(source.mapping(), source.group().id(), grant.target());
            })
        .containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Property(tries = 2000)
  void suspendsExactlyWhomTheProviderSuspends(
      @ForAll AccessFacts facts, @ForAll DesiredAccess desired, @ForAll ProviderId provider) {
    var after = reconcile(provider, facts, desired);

    var wanted = new HashSet<Object>();
    if (desired.listing() == Listing.DISABLED) {
      wanted.add("disabled");
    }
    if (desired.listing() == Listing.GONE) {
      wanted.add("gone");
    }
    for (var mapped : desired.mapped()) {
      if (mapped.mapping().effect() instanceof Effect.Suspends) {
        wanted.add(mapped.mapping().id() + " " + mapped.group().id());
      }
    }
    assertThat(
            after.suspensions().stream()
                .filter(Suspension::isActive)
                .filter(suspension -> provider.equals(suspension.provider())))
        .extracting(
            suspension ->
                switch (suspension.cause()) {
                  case Cause.ByAdministrator by -> by;
                  case Cause.Disabled ignored -> "disabled";
                  case Cause.Gone ignored -> "gone";
                  case Cause.InGroup in -> in.mapping() + " " + in.group().id();
                })
        .containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Property
  void listsThePersonExactlyWhileTheProviderDoes(
      @ForAll AccessFacts facts, @ForAll DesiredAccess desired, @ForAll ProviderId provider) {
    var after = reconcile(provider, facts, desired).listedBy();

    assertThat(after.contains(provider))
        .isEqualTo(Set.of(Listing.LISTED, Listing.DISABLED).contains(desired.listing()));
    var others = new HashSet<>(facts.listedBy());
    others.remove(provider);
    assertThat(after).containsAll(others);
    assertThat(after.size()).isLessThanOrEqualTo(others.size() + 1);
  }

  @Property(tries = 2000)
  void touchesItsOwnFactsAlone(
      @ForAll AccessFacts facts, @ForAll DesiredAccess desired, @ForAll ProviderId provider) {
    var after = reconcile(provider, facts, desired);

    assertThat(after.owner()).isEqualTo(facts.owner());
    assertThat(after.grants().stream().filter(grant -> !isOf(provider, grant)))
        .containsExactlyElementsOf(
            facts.grants().stream().filter(grant -> !isOf(provider, grant)).toList());
    assertThat(
            after.suspensions().stream()
                .filter(suspension -> !provider.equals(suspension.provider())))
        .containsExactlyElementsOf(
            facts.suspensions().stream()
                .filter(suspension -> !provider.equals(suspension.provider()))
                .toList());
  }

  @Property(tries = 2000)
  void addsAndEndsAndNeverEdits(
      @ForAll AccessFacts facts, @ForAll DesiredAccess desired, @ForAll ProviderId provider) {
    var after = reconcile(provider, facts, desired);

    for (int i = 0; i < facts.grants().size(); i++) {
      var before = facts.grants().get(i);
      assertThat(after.grants().get(i))
          .isIn(before, before.isActive() ? before.end(RUN.at()) : before);
    }
    assertThat(after.grants().stream().skip(facts.grants().size()))
        .allSatisfy(
            grant -> {
              assertThat(grant.since()).isEqualTo(RUN.at());
              assertThat(grant.recordedBy()).isEqualTo(RUN.by());
              assertThat(grant.until()).isNull();
            });
    for (int i = 0; i < facts.suspensions().size(); i++) {
      var before = facts.suspensions().get(i);
      assertThat(after.suspensions().get(i))
          .isIn(before, before.isActive() ? before.end(RUN.at()) : before);
    }
    assertThat(after.suspensions().stream().skip(facts.suspensions().size()))
        .allSatisfy(
            suspension -> {
              assertThat(suspension.since()).isEqualTo(RUN.at());
              assertThat(suspension.recordedBy()).isEqualTo(RUN.by());
              assertThat(suspension.until()).isNull();
            });
  }

  @Property(tries = 2000)
  void comesToTheSameWhicheverProviderIsFirst(
      @ForAll AccessFacts facts,
      @ForAll AccessPolicy policy,
      @ForAll DesiredAccess ldap,
      @ForAll DesiredAccess oidc) {
    var ldapFirst = reconcile(Facts.OIDC, reconcile(Facts.LDAP, facts, ldap), oidc);
    var oidcFirst = reconcile(Facts.LDAP, reconcile(Facts.OIDC, facts, oidc), ldap);

    var one = EffectiveAccess.of(ldapFirst, policy);
    var other = EffectiveAccess.of(oidcFirst, policy);
    assertThat(other.role()).isEqualTo(one.role());
    assertThat(other.rule()).isEqualTo(one.rule());
    assertThat(other.workspaces()).isEqualTo(one.workspaces());
    assertThat(other.projects()).isEqualTo(one.projects());
  }

  @Property
  void neverDemotesTheOwner(
      @ForAll AccessFacts facts, @ForAll DesiredAccess desired, @ForAll ProviderId provider) {
    var owners = new AccessFacts(true, facts.grants(), facts.suspensions(), facts.listedBy());

    assertThat(
            EffectiveAccess.of(reconcile(provider, owners, desired), AccessPolicy.ALL_MANUAL)
                .role())
        .isEqualTo(Role.OWNER);
  }

  @Property(tries = 2000)
  void raisesNobodyWhoLeavesEveryGroup(
      @ForAll AccessFacts facts, @ForAll AccessPolicy policy, @ForAll ProviderId provider) {
    var active =
        facts.grants().stream()
            .filter(Grant::isActive)
            .filter(grant -> isOf(provider, grant))
            .anyMatch(grant -> grant.target() instanceof Target.OrganizationRole);
    var unsuspended =
        new AccessFacts(facts.owner(), facts.grants(), java.util.List.of(), facts.listedBy());

    var after =
        reconcile(provider, unsuspended, new DesiredAccess(Listing.LISTED, java.util.List.of()));

    if (active) {
      assertThat(EffectiveAccess.of(after, policy).role().elevation())
          .isLessThanOrEqualTo(EffectiveAccess.of(unsuspended, policy).role().elevation());
    }
  }
}
