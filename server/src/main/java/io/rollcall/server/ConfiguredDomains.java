package io.rollcall.server;

import io.rollcall.application.organization.ApplyConfiguredDomains;
import io.rollcall.domain.identity.DomainName;
import io.rollcall.domain.identity.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** {@code rollcall.domains}, applied when a server starts. */
@ApplicationScoped
class ConfiguredDomains {
  private static final Logger LOG = Logger.getLogger(ConfiguredDomains.class);

  private final ApplyConfiguredDomains apply;
  private final Map<DomainName, OrganizationId> domains = new TreeMap<>();

  ConfiguredDomains(ApplyConfiguredDomains apply, RollcallConfig config) {
    this.apply = apply;
    config.domains().forEach((name, id) -> domains.put(name(name), organization(name, id)));
  }

  private static DomainName name(String text) {
    return DomainName.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "rollcall.domains.\"%s\" names no domain that one organization can have"
                        .formatted(text)));
  }

  private static OrganizationId organization(String name, long id) {
    if (id < 1) {
      throw new IllegalArgumentException(
          "rollcall.domains.\"%s\" needs the id of an organization".formatted(name));
    }
    return new OrganizationId(id);
  }

  void apply() {
    apply.execute(domains).forEach(LOG::warn);
  }
}
