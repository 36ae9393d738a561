package io.rollcall.application.port;

import io.rollcall.domain.federation.ConnectionTest;
import io.rollcall.domain.federation.DirectoryGroup;
import io.rollcall.domain.federation.DirectoryPerson;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.ReadFailed;
import java.util.List;
import java.util.Map;

/**
 * Reads an LDAP directory (RFC 4511). Stateless; every call opens and closes its own connections.
 */
public interface DirectoryReader {

  /**
   * Streams everybody and every group, people first. Each person and each group is delivered once,
   * even where bases overlap. Called on the caller's thread; an exception of the listener ends the
   * reading and is passed on.
   *
   * @return how many entries each base held, which is how a base that suddenly lists nobody is
   *     noticed
   * @throws ReadFailed unless everything was read to the end
   */
  Totals read(DirectorySettings settings, Listener listener);

  /**
   * Connects, binds, reads up to three people and three groups. Never throws for what the server
   * does.
   */
  ConnectionTest test(DirectorySettings settings);

  /**
   * Groups whose name contains the text (all when it is empty), without their members, by name.
   *
   * @throws ReadFailed when the directory cannot be asked
   */
  List<DirectoryGroup> searchGroups(DirectorySettings settings, String text, int limit);

  /**
   * A group name as mappings spell it, in canonical form: the canonical DN where it is a DN, else
   * the text itself.
   */
  String canonicalGroupName(String name);

  /**
   * Checks what only LDAP knows: URLs, DNs, filters, attribute names, PEM, and whether the
   * operator's network rules allow the address.
   *
   * @return a message for each wrong field, by its path in the API ({@code users.filter}); empty
   *     when all is well
   */
  Map<String, String> validate(DirectorySettings settings);

  /** Receives what is read, in batches of at most about a thousand. */
  interface Listener {
    void people(List<DirectoryPerson> batch);

    void groups(List<DirectoryGroup> batch);
  }

  /** Entries per base DN, as the settings spell the base. */
  record Totals(Map<String, Integer> peopleByBase, Map<String, Integer> groupsByBase) {
    public Totals {
      peopleByBase = Map.copyOf(peopleByBase);
      groupsByBase = Map.copyOf(groupsByBase);
    }
  }
}
