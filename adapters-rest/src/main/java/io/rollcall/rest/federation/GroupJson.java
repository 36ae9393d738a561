package io.rollcall.rest.federation;

import io.rollcall.domain.federation.DirectoryGroup;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A group as the directory names it; each of the three may stand in a mapping. */
@Schema(name = "LdapGroup")
record GroupJson(String id, String dn, String name) {
  static GroupJson of(DirectoryGroup group) {
    return new GroupJson(group.id(), group.dn(), group.name());
  }
}
