package io.rollcall.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a server says about itself in its root DSE (RFC 4512 section 5.1).
 *
 * @param name for an administrator to read
 * @param idAttribute the attribute that stays with an entry when it is renamed or moved
 * @param pages whether it reads in pages (RFC 2696), which is assumed of a server that hides its
 *     root DSE
 * @param domainScope whether it can be told not to refer to other domains
 */
record Vendor(String name, String idAttribute, boolean pages, boolean domainScope) {
  static final Filter ANY = Filter.createPresenceFilter("objectClass");
  static final String[] ROOT_DSE = {
    "objectClass",
    "vendorName",
    "vendorVersion",
    "supportedCapabilities",
    "supportedControl",
    "ipaDomainLevel"
  };

  private static final List<String> ACTIVE_DIRECTORY =
      List.of("1.2.840.113556.1.4.800", "1.2.840.113556.1.4.1851"); // MS-ADTS 3.1.1.3.4.3

  static Vendor of(Optional<Entry> rootDse) {
    if (rootDse.isEmpty()) {
      return new Vendor("a server that does not say what it is", "entryUUID", true, false);
    }
    var entry = rootDse.get();
    var controls = values(entry, "supportedControl");
    boolean hidden = controls.isEmpty();
    return named(
        entry,
        hidden || controls.contains(SimplePagedResultsControl.PAGED_RESULTS_OID),
        controls.contains("1.2.840.113556.1.4.1339"));
  }

  private static Vendor named(Entry rootDse, boolean pages, boolean domainScope) {
    var vendorName = String.join(" ", values(rootDse, "vendorName"));
    var vendor = vendorName.toLowerCase(Locale.ROOT);
    if (values(rootDse, "supportedCapabilities").stream().anyMatch(ACTIVE_DIRECTORY::contains)) {
      return new Vendor("Active Directory", "objectGUID", pages, domainScope);
    }
    if (!values(rootDse, "ipaDomainLevel").isEmpty()) {
      return new Vendor("FreeIPA", "ipaUniqueID", pages, domainScope);
    }
    if (vendor.contains("389 project") || vendor.contains("fedora") || vendor.contains("red hat")) {
      return new Vendor("389 Directory Server", "nsUniqueId", pages, domainScope);
    }
    if (vendor.contains("sun microsystems") || vendor.contains("oracle")) {
      return new Vendor(Texts.clean(vendorName), "nsUniqueId", pages, domainScope);
    }
    if (vendor.contains("novell") || vendor.contains("netiq") || vendor.contains("micro focus")) {
      return new Vendor("eDirectory", "GUID", pages, domainScope);
    }
    if (values(rootDse, "objectClass").stream().anyMatch("OpenLDAProotDSE"::equalsIgnoreCase)) {
      return new Vendor("OpenLDAP", "entryUUID", pages, domainScope);
    }
    return new Vendor(
        vendorName.isBlank() ? "a server of unknown make" : Texts.clean(vendorName),
        "entryUUID",
        pages,
        domainScope);
  }

  private static List<String> values(Entry entry, String attribute) {
    var values = entry.getAttributeValues(attribute);
    return values == null ? List.of() : List.of(values);
  }
}
