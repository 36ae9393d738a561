package io.rollcall.ldap;

import io.rollcall.application.port.DirectoryReader;
import io.rollcall.domain.federation.ConnectionTest;
import io.rollcall.domain.federation.DirectoryGroup;
import io.rollcall.domain.federation.DirectorySettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads directories over LDAP, on the UnboundID SDK. */
@ApplicationScoped
class LdapDirectoryReader implements DirectoryReader {
  /** Somebody waits in front of a screen. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LdapNetworkPolicy policy;

  LdapDirectoryReader(LdapNetworkPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Totals read(DirectorySettings settings, Listener listener) {
    try (var run = new Run(settings.limits().run())) {
      return new Reading(settings, policy, run).stream(listener);
    }
  }

  @Override
  public ConnectionTest test(DirectorySettings settings) {
    try (var run = new Run(patience(settings))) {
      return new Probe(settings, policy, run).test();
    }
  }

  @Override
  public List<DirectoryGroup> searchGroups(DirectorySettings settings, String text, int limit) {
    try (var run = new Run(patience(settings))) {
      return new GroupSearch(settings, policy, run).find(text, limit);
    }
  }

  @Override
  public String canonicalGroupName(String name) {
    return CanonicalDn.of(name).orElse(name);
  }

  @Override
  public Map<String, String> validate(DirectorySettings settings) {
    return new SettingsCheck(settings, policy).problems();
  }

  private static Duration patience(DirectorySettings settings) {
    var run = settings.limits().run();
    return run.compareTo(PATIENCE) < 0 ? run : PATIENCE;
  }
}
