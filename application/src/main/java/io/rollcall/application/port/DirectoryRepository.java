package io.rollcall.application.port;

import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.GroupMapping;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.membership.MappingId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** LDAP directories of an organization, bind passwords encrypted at rest. */
public interface DirectoryRepository {
  void add(Directory directory);

  Optional<Directory> find(OrganizationId organization, ProviderId id);

  /** The same, locked until the end of the transaction. */
  Optional<Directory> lock(OrganizationId organization, ProviderId id);

  /** By title. */
  List<Directory> all(OrganizationId organization);

  /**
   * Writes settings and mappings; grows the version. A mapping that is no longer listed stays known
   * to the grants it gave, for the explanation and for the run that ends them.
   */
  void save(Directory directory);

  /** Remembers to which group each mapping was resolved. Does not grow the version. */
  void pinGroups(OrganizationId organization, Map<MappingId, String> groupIds);

  /** Every mapping that ever was, for naming the mapping in explanations and plans. */
  List<GroupMapping> mappings(OrganizationId organization, ProviderId id);

  /** Takes the directory out of all lists. What it once gave stays in the history. */
  void remove(OrganizationId organization, ProviderId id);
}
