package io.rollcall.domain.membership;

import java.util.List;

/**
 * The group because of which a provider gave something.
 *
 * @param id the provider's stable id of the mapped group, which survives a rename
 * @param name its common name, or DN, when the grant was recorded
 * @param path the chain of nested groups from the one that lists the person to the mapped one, both
 *     included; names for people to read
 */
public record GroupRef(String id, String name, List<String> path) {
  public GroupRef {
    path = List.copyOf(path);
  }
}
