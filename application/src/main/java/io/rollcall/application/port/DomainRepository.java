package io.rollcall.application.port;

import io.rollcall.domain.identity.DomainName;
import io.rollcall.domain.identity.VerifiedDomain;
import java.util.List;
import java.util.Optional;

/** The domains of organizations. Each belongs to one at most. */
public interface DomainRepository {
  /**
   * @return false when an organization has the domain already; nothing is changed then
   */
  boolean add(VerifiedDomain domain);

  /** Whose it is, across organizations, deleted ones too. */
  Optional<VerifiedDomain> find(DomainName name);

  /** Those of all organizations, deleted ones too, by name. */
  List<VerifiedDomain> all();

  void remove(VerifiedDomain domain);
}
