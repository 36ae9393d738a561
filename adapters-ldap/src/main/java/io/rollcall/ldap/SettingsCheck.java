package io.rollcall.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.DirectorySettings.Security;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what only LDAP knows about settings. */
final class SettingsCheck {
  /** RFC 4512 section 1.4: a name or a number, with options. */
  private static final Pattern ATTRIBUTE =
      Pattern.compile("(?:[A-Za-z][A-Za-z0-9-]*|[0-9]+(?:\\.[0-9]+)+)(?:;[A-Za-z0-9-]+)*");

  /**
   * What a person's entry holds that nobody should be able to map to a visible field, or sort
   * people by.
   */
  private static final Pattern SECRET =
      Pattern.compile("(?i)(?:user|unicode|samba\\w*|lm|nt)?(?:password|pwd)(?:history)?|java\\w+");

  private static final String USER = "%(user)s";

  private final DirectorySettings settings;
  private final LdapNetworkPolicy policy;
  private final Map<String, String> problems = new LinkedHashMap<>();

  SettingsCheck(DirectorySettings settings, LdapNetworkPolicy policy) {
    this.settings = settings;
    this.policy = policy;
  }

  Map<String, String> problems() {
    settings.urls().forEach(this::checkUrl);
    checkTrustAnchors(settings.trustAnchorsPem());
    checkBind(settings.bindDn());
    checkUsers(settings.users());
    checkGroups(settings.groups());
    return Map.copyOf(problems);
  }

  private void problem(String field, String message) {
    problems.putIfAbsent(field, message);
  }

  private void checkUrl(String url) {
    var server = ServerAddress.parse(url);
    if (server.isEmpty()) {
      problem(
          "urls",
          "%s is not of the form ldap://host:port or ldaps://host:port."
              .formatted(Texts.clean(url)));
    } else if (server.get().ldaps() != (settings.security() == Security.LDAPS)) {
      problem(
          "urls",
          server.get().ldaps()
              ? "%s is an ldaps address: choose ldaps as its security, or write ldap://."
                  .formatted(url)
              : "%s is not an ldaps address: write ldaps://, or choose StartTLS.".formatted(url));
    } else {
      refusal(server.get()).ifPresent(why -> problem("urls", "%s: %s".formatted(url, why)));
    }
  }

  /** A name that does not resolve right now is the business of the connection test. */
  private Optional<String> refusal(ServerAddress server) {
    try {
      boolean plaintext = settings.security() == Security.NONE;
      var addresses = List.of(InetAddress.getAllByName(server.host()));
      return addresses.stream().anyMatch(address -> policy.refusal(address, plaintext).isEmpty())
          ? Optional.empty()
          : policy.refusal(addresses.getFirst(), plaintext);
    } catch (UnknownHostException unknown) {
      return Optional.empty();
    }
  }

  private void checkTrustAnchors(@Nullable String pem) {
    if (pem == null) {
      return;
    }
    try {
      Tls.certificates(pem);
    } catch (CertificateException notPem) {
      problem(
          "trust_anchors_pem",
          "This is not a list of certificates in PEM (-----BEGIN CERTIFICATE-----).");
    }
  }

  private void checkBind(@Nullable String bindDn) {
    if (bindDn == null) {
      return;
    }
    boolean activeDirectoryName = bindDn.matches("[^\\s@\\\\]+[@\\\\][^\\s@\\\\]+");
    if (bindDn.isBlank() || (!activeDirectoryName && CanonicalDn.of(bindDn).isEmpty())) {
      problem(
          "bind_dn",
          "This is neither a DN, such as cn=reader,dc=example,dc=org, nor a name of Active Directory.");
    }
    var password = settings.bindPassword();
    if (password == null || password.isEmpty()) {
      problem("bind_password", "A bind_dn needs a password: without one, servers bind as nobody.");
    }
  }

  private void checkUsers(DirectorySettings.Users users) {
    users.bases().forEach(base -> checkDn("users.bases", base));
    checkFilter("users.filter", users.filter());
    users.loginAttributes().forEach(name -> checkAttribute("users.login_attributes", name));
    checkTemplate(users.dnTemplate());
    var map = users.attributes();
    checkAttribute("users.attributes.email", map.email());
    checkAttribute("users.attributes.first_name", map.firstName());
    checkAttribute("users.attributes.last_name", map.lastName());
    checkAttribute("users.attributes.username", map.username());
    if (users.idAttribute() != null) {
      checkAttribute("users.id_attribute", users.idAttribute());
    }
    if (users.disabledFilter() != null) {
      checkFilter("users.disabled_filter", users.disabledFilter());
    }
  }

  private void checkGroups(DirectorySettings.Groups groups) {
    groups.bases().forEach(base -> checkDn("groups.bases", base));
    if (groups.filter() != null) {
      checkFilter("groups.filter", groups.filter());
    }
  }

  private void checkDn(String field, String dn) {
    if (CanonicalDn.of(dn).isEmpty()) {
      problem(
          field, "%s is not a DN, such as ou=people,dc=example,dc=org.".formatted(Texts.clean(dn)));
    }
  }

  private void checkFilter(String field, String filter) {
    try {
      Filter.create(filter);
    } catch (LDAPException notAFilter) {
      problem(
          field,
          "This is not an LDAP filter, such as (objectClass=person): "
              + Texts.clean(String.valueOf(notAFilter.getMessage()), 200));
    }
  }

  private void checkAttribute(String field, String name) {
    if (!ATTRIBUTE.matcher(name).matches()) {
      problem(
          field, "%s is not the name of an attribute, such as mail.".formatted(Texts.clean(name)));
    } else if (SECRET.matcher(Attribute.getBaseName(name)).matches()) {
      problem(field, "%s is never read.".formatted(Texts.clean(name)));
    }
  }

  private void checkTemplate(@Nullable String template) {
    if (template == null) {
      return;
    }
    if (!template.contains(USER) || CanonicalDn.of(template.replace(USER, "somebody")).isEmpty()) {
      problem(
          "users.dn_template",
          "This is not a DN with %s in place of the login name, such as uid=%s,ou=people,dc=example,dc=org."
              .formatted(USER, USER));
    }
  }
}
