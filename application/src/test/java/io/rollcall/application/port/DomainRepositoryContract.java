package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.DomainName;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.VerifiedDomain;
import io.rollcall.domain.identity.VerifiedDomain.Proof;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

public abstract class DomainRepositoryContract extends PortContract {
  private OrganizationId here;

  @BeforeEach
  void found() {
    here = found(person("owner"));
  }

  private static DomainName name() {
    return DomainName.parse(unique("domain") + ".example.com").orElseThrow();
  }

  private boolean add(VerifiedDomain domain) {
    return ports().transaction(() -> ports().domains().add(domain));
  }

  private Optional<VerifiedDomain> find(DomainName name) {
    return ports().transaction(() -> ports().domains().find(name));
  }

  private List<VerifiedDomain> all() {
    return ports().transaction(() -> ports().domains().all());
  }

  @ParameterizedTest
  @EnumSource
  void domainComesBackWhole(Proof proof) {
    var domain = new VerifiedDomain(name(), here, proof, T0);

    assertThat(add(domain)).isTrue();

    assertThat(find(domain.name())).contains(domain);
    assertThat(all())
        .contains(domain)
        .isSortedAccordingTo(Comparator.comparing(VerifiedDomain::name));
  }

  @Test
  void oneOrganizationAloneHasADomain() {
    var there = found(person("other"));
    var domain = new VerifiedDomain(name(), here, Proof.DECLARED, T0);
    add(domain);

    assertThat(add(new VerifiedDomain(domain.name(), there, Proof.DNS, at(1)))).isFalse();
    assertThat(add(new VerifiedDomain(domain.name(), here, Proof.DNS, at(1)))).isFalse();
    assertThat(find(domain.name())).contains(domain);
  }

  @Test
  void onlyItsOrganizationLosesADomain() {
    var there = found(person("other"));
    var domain = new VerifiedDomain(name(), here, Proof.DECLARED, T0);
    var other = new VerifiedDomain(name(), here, Proof.DECLARED, T0);
    add(domain);
    add(other);

    ports()
        .transaction(
            () ->
                ports()
                    .domains()
                    .remove(new VerifiedDomain(domain.name(), there, Proof.DECLARED, T0)));
    assertThat(find(domain.name())).contains(domain);

    ports().transaction(() -> ports().domains().remove(domain));
    assertThat(find(domain.name())).isEmpty();
    assertThat(find(other.name())).contains(other);
  }
}
