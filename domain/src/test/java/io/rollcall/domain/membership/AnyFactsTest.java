package io.rollcall.domain.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.jspecify.annotations.Nullable;

/** What holds of the effective access whatever is recorded about a member. */
@Domain(FactsDomain.class)
@Domain(DomainContext.Global.class)
class AnyFactsTest {

  @Property(tries = 5000)
  void followTheTableOfTheRules(@ForAll AccessFacts facts, @ForAll AccessPolicy policy) {
    var access = EffectiveAccess.of(facts, policy);

    assertThat(access.rule()).isEqualTo(TableOfRules.line(facts, policy));
    assertThat(access.role()).isEqualTo(TableOfRules.role(facts, policy));
  }

  @Property
  void giveTheSameAccessInAnyOrder(
      @ForAll AccessFacts facts, @ForAll AccessPolicy policy, @ForAll Random random) {
    var other = shuffled(facts, random);

    assertThat(EffectiveAccess.of(other, policy)).isEqualTo(EffectiveAccess.of(facts, policy));
  }

  @Property
  void giveTheSameExplanationInAnyOrder(
      @ForAll AccessFacts facts,
      @ForAll AccessPolicy policy,
      @ForAll boolean seated,
      @ForAll Random random) {
    var one = Explanation.of(facts, policy, seated);
    var other = Explanation.of(shuffled(facts, random), policy, seated);

    assertThat(other.candidates()).containsExactlyInAnyOrderElementsOf(one.candidates());
    assertThat(other.role()).isEqualTo(one.role());
    assertThat(other.rule()).isEqualTo(one.rule());
    assertThat(other.summary()).isEqualTo(one.summary());
  }

  @Property
  void neverDemoteTheOwner(@ForAll AccessFacts facts, @ForAll AccessPolicy policy) {
    var owners = new AccessFacts(true, facts.grants(), facts.suspensions(), facts.listedBy());

    assertThat(EffectiveAccess.of(owners, policy).role()).isEqualTo(Role.OWNER);
    assertThat(EffectiveAccess.of(owners, policy).rule()).isEqualTo(Rule.OWNER);
    assertThat(Explanation.of(owners, policy, true).role()).isEqualTo(Role.OWNER);
  }

  @Property
  void makeNobodyElseTheOwner(@ForAll AccessFacts facts, @ForAll AccessPolicy policy) {
    Assume.that(!facts.owner());

    assertThat(EffectiveAccess.of(facts, policy).role()).isNotIn(Role.OWNER, Role.VIEW_ONLY);
  }

  @Property
  void deactivateWheneverASuspensionIsActive(
      @ForAll AccessFacts facts, @ForAll AccessPolicy policy) {
    Assume.that(!facts.owner());
    boolean suspended =
        facts.suspensions().stream()
            .filter(suspension -> suspension.until() == null)
            .anyMatch(
                suspension ->
                    !(suspension.cause() instanceof Suspension.Cause.Gone gone)
                        || new HashSet<>(List.of(gone.provider())).containsAll(facts.listedBy()));

    var access = EffectiveAccess.of(facts, policy);
    assertThat(access.rule() == Rule.SUSPENSION).isEqualTo(suspended);
    if (suspended) {
      assertThat(access.role()).isEqualTo(Role.DEACTIVATED);
    }
  }

  @Property(tries = 5000)
  void neverRaiseTheRoleWhenAMappedGrantEnds(
      @ForAll AccessFacts facts, @ForAll AccessPolicy policy, @ForAll Random random) {
    var mapped = facts.grants().stream().filter(AnyFactsTest::isActiveMapped).toList();
    Assume.that(!mapped.isEmpty());
    var lost = mapped.get(random.nextInt(mapped.size()));

    var after = ending(facts, lost::equals);

    assertThat(EffectiveAccess.of(after, policy).role().elevation())
        .isLessThanOrEqualTo(EffectiveAccess.of(facts, policy).role().elevation());
  }

  @Property(tries = 2000)
  void neverRaiseTheRoleWhenAllMappedGrantsEndAtOnce(
      @ForAll AccessFacts facts, @ForAll AccessPolicy policy) {
    var mapped = facts.grants().stream().filter(AnyFactsTest::isActiveMapped).toList();
    Assume.that(!mapped.isEmpty());

    var after = ending(facts, mapped::contains);

    assertThat(EffectiveAccess.of(after, policy).role().elevation())
        .isLessThanOrEqualTo(EffectiveAccess.of(facts, policy).role().elevation());
  }

  @Property
  void ignoreManualRolesWhileThePolicyIsOff(@ForAll AccessFacts facts) {
    var off = new AccessPolicy(false, true, true);
    var without = keeping(facts, grant -> !isByHand(grant, Target.OrganizationRole.class));

    assertThat(EffectiveAccess.of(facts, off).role())
        .isEqualTo(EffectiveAccess.of(without, AccessPolicy.ALL_MANUAL).role());
    assertThat(EffectiveAccess.of(facts, off).rule()).isNotEqualTo(Rule.MANUAL_PIN);
  }

  @Property
  void ignoreManualWorkspacesWhileThePolicyIsOff(@ForAll AccessFacts facts) {
    var off = new AccessPolicy(true, false, true);
    var without = keeping(facts, grant -> !isByHand(grant, Target.Workspace.class));

    assertThat(EffectiveAccess.of(facts, off))
        .isEqualTo(EffectiveAccess.of(without, AccessPolicy.ALL_MANUAL));
  }

  @Property
  void ignoreManualProjectMembersWhileThePolicyIsOff(@ForAll AccessFacts facts) {
    var off = new AccessPolicy(true, true, false);
    var without = keeping(facts, grant -> !isByHand(grant, Target.Project.class));

    assertThat(EffectiveAccess.of(facts, off))
        .isEqualTo(EffectiveAccess.of(without, AccessPolicy.ALL_MANUAL));
  }

  @Property
  void joinEveryWorkspaceThatSomethingActiveGrants(@ForAll AccessFacts facts) {
    var granted = new HashSet<WorkspaceId>();
    for (var grant : facts.grants()) {
      if (grant.until() == null && grant.target() instanceof Target.Workspace target) {
        granted.add(target.workspace());
      }
    }

    assertThat(EffectiveAccess.of(facts, AccessPolicy.ALL_MANUAL).workspaces()).isEqualTo(granted);
  }

  @Property
  void giveTheMostElevatedRoleInEachProject(@ForAll AccessFacts facts) {
    var access = EffectiveAccess.of(facts, AccessPolicy.ALL_MANUAL);

    for (var grant : facts.grants()) {
      if (grant.until() == null && grant.target() instanceof Target.Project target) {
        var given = access.projects().get(target.project());
        assertThat(given).isNotNull();
        assertThat(given.within(access.role()).isAtLeast(target.role().within(access.role())))
            .isTrue();
      }
    }
    access
        .projects()
        .forEach(
            (project, role) ->
                assertThat(facts.grants())
                    .anyMatch(
                        grant ->
                            grant.isActive()
                                && grant.target().equals(new Target.Project(project, role))));
  }

  private static boolean isActiveMapped(Grant grant) {
    return grant.until() == null
        && grant.source() instanceof Source.Provider
        && grant.target() instanceof Target.OrganizationRole;
  }

  private static boolean isByHand(Grant grant, Class<? extends Target> target) {
    return grant.source() instanceof Source.Administrator && target.isInstance(grant.target());
  }

  private static AccessFacts ending(AccessFacts facts, Predicate<Grant> which) {
    return new AccessFacts(
        facts.owner(),
        facts.grants().stream()
            .map(grant -> which.test(grant) ? grant.end(FactsDomain.LATEST) : grant)
            .toList(),
        facts.suspensions(),
        facts.listedBy());
  }

  private static AccessFacts keeping(AccessFacts facts, Predicate<Grant> which) {
    return new AccessFacts(
        facts.owner(),
        facts.grants().stream().filter(which).toList(),
        facts.suspensions(),
        facts.listedBy());
  }

  private static AccessFacts shuffled(AccessFacts facts, Random random) {
    var grants = new ArrayList<>(facts.grants());
    var suspensions = new ArrayList<>(facts.suspensions());
    java.util.Collections.shuffle(grants, random);
    java.util.Collections.shuffle(suspensions, random);
    return new AccessFacts(facts.owner(), grants, suspensions, facts.listedBy());
  }

  /** Section 3 of the rules, written a second time and as literally as possible. */
  private static final class TableOfRules {
    private TableOfRules() {}

    static Rule line(AccessFacts facts, AccessPolicy policy) {
      if (facts.owner()) {
        return Rule.OWNER;
      }
      if (facts.suspensions().stream().anyMatch(facts::counts)) {
        return Rule.SUSPENSION;
      }
      if (policy.manualRoles() && has(facts, TableOfRules::isPin)) {
        return Rule.MANUAL_PIN;
      }
      if (has(facts, TableOfRules::isMapped)) {
        return Rule.HIGHEST_MAPPED;
      }
      if (has(facts, TableOfRules::isInvitation)) {
        return Rule.INVITATION;
      }
      return roles(facts).stream().anyMatch(TableOfRules::isMapped)
          ? Rule.LOST_LAST_GROUP
          : Rule.DEFAULT;
    }

    static Role role(AccessFacts facts, AccessPolicy policy) {
      return switch (line(facts, policy)) {
        case OWNER -> Role.OWNER;
        case SUSPENSION, LOST_LAST_GROUP -> Role.DEACTIVATED;
        case MANUAL_PIN -> latest(facts, TableOfRules::isPin);
        case HIGHEST_MAPPED -> highest(facts, TableOfRules::isMapped);
        case INVITATION -> invitation(facts);
        case DEFAULT ->
            has(facts, TableOfRules::isDefault)
                ? latest(facts, TableOfRules::isDefault)
                : Role.NOT_ACTIVATED;
        case SEAT_LIMIT -> throw new AssertionError();
      };
    }

    /** Each invitation in full, or capped by the last mapped role when that was lost later. */
    private static Role invitation(AccessFacts facts) {
      @Nullable Grant lost = null;
      for (var grant : roles(facts)) {
        if (isMapped(grant) && isLostAfter(grant, lost)) {
          lost = grant;
        }
      }
      var best = Role.DEACTIVATED;
      for (var grant : roles(facts)) {
        if (grant.until() == null && isInvitation(grant)) {
          var given = role(grant);
          if (lost != null && !grant.since().isAfter(lost.until()) && given.isAbove(role(lost))) {
            given = role(lost);
          }
          best = given.isAbove(best) ? given : best;
        }
      }
      return best;
    }

    private static boolean isLostAfter(Grant grant, @Nullable Grant known) {
      return known == null
          || grant.until().isAfter(known.until())
          || (grant.until().equals(known.until()) && role(known).isAbove(role(grant)));
    }

    private static Role highest(AccessFacts facts, Predicate<Grant> kind) {
      var best = Role.DEACTIVATED;
      for (var grant : roles(facts)) {
        if (grant.until() == null && kind.test(grant) && role(grant).isAbove(best)) {
          best = role(grant);
        }
      }
      return best;
    }

    private static Role latest(AccessFacts facts, Predicate<Grant> kind) {
      @Nullable Grant latest = null;
      for (var grant : roles(facts)) {
        if (grant.until() == null
            && kind.test(grant)
            && (latest == null
                || grant.since().isAfter(latest.since())
                || (grant.since().equals(latest.since())
                    && grant.id().value() > latest.id().value()))) {
          latest = grant;
        }
      }
      return role(latest);
    }

    private static boolean has(AccessFacts facts, Predicate<Grant> kind) {
      return roles(facts).stream().anyMatch(grant -> grant.until() == null && kind.test(grant));
    }

    private static List<Grant> roles(AccessFacts facts) {
      return facts.grants().stream()
          .filter(grant -> grant.target() instanceof Target.OrganizationRole)
          .toList();
    }

    private static Role role(Grant grant) {
      return ((Target.OrganizationRole) grant.target()).role();
    }

    private static boolean isPin(Grant grant) {
      return grant.source() instanceof Source.Administrator;
    }

    private static boolean isMapped(Grant grant) {
      return grant.source() instanceof Source.Provider;
    }

    private static boolean isInvitation(Grant grant) {
      return grant.source() instanceof Source.Invited;
    }

    private static boolean isDefault(Grant grant) {
      return grant.source() instanceof Source.DefaultRole;
    }
  }
}
