package io.rollcall.domain.federation;

import io.rollcall.domain.identity.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to reach and read one LDAP directory. Values are checked when a directory is saved; what an
 * LDAP filter or DN may look like is known to the adapter.
 *
 * @param urls {@code ldap://host:port} or {@code ldaps://host:port}, in failover order, at least
 *     one
 * @param trustAnchorsPem certificates to trust instead of the system's; null for the system's
 * @param bindDn null for an anonymous bind
 */
public record DirectorySettings(
    List<String> urls,
    Security security,
    @Nullable String trustAnchorsPem,
    @Nullable String bindDn,
    @Nullable Secret bindPassword,
    Users users,
    Groups groups,
    Limits limits) {

  public DirectorySettings {
    urls = List.copyOf(urls);
  }

  /**
   * How the connection is protected. {@code NONE} is refused outside loopback unless the operator
   * allows it.
   */
  public enum Security {
    LDAPS,
    STARTTLS,
    NONE
  }

  /**
   * Where people are and how to read them.
   *
   * @param bases one or more base DNs
   * @param filter an LDAP filter (RFC 4515) that every person must match
   * @param loginAttributes attributes a person may type to sign in, such as {@code uid} or {@code
   *     mail}
   * @param dnTemplate a DN with {@code %(user)s} in place of the login name; null to search instead
   * @param idAttribute the attribute that follows a person through renames; null to detect it from
   *     the server
   * @param disabledFilter an LDAP filter that disabled people match, besides the marks the vendor
   *     defines; null for none
   */
  public record Users(
      List<String> bases,
      String filter,
      List<String> loginAttributes,
      @Nullable String dnTemplate,
      Attributes attributes,
      @Nullable String idAttribute,
      @Nullable String disabledFilter) {
    public static final String DEFAULT_FILTER =
        "(|(objectClass=inetOrgPerson)(objectClass=posixAccount)(&(objectClass=user)(objectCategory=person)))";

    public Users {
      bases = List.copyOf(bases);
      loginAttributes = List.copyOf(loginAttributes);
    }
  }

  /** Which attribute holds what. */
  public record Attributes(String email, String firstName, String lastName, String username) {
    public static final Attributes DEFAULT = new Attributes("mail", "givenName", "sn", "uid");
  }

  /**
   * Where groups are and what they look like.
   *
   * @param bases may be empty: then mappings can only name groups that people carry in {@code
   *     memberOf}
   * @param filter an LDAP filter every group must match; null for the one that fits the type
   * @param nested whether members of a member group count as members
   */
  public record Groups(
      List<String> bases, @Nullable String filter, GroupType type, boolean nested) {
    public Groups {
      bases = List.copyOf(bases);
    }
  }

  /** The kinds of groups that directories have. */
  public enum GroupType {
    /** RFC 4519 section 3.5, attribute {@code member}. */
    GROUP_OF_NAMES("groupOfNames"),
    /** RFC 4519 section 3.6, attribute {@code uniqueMember}. */
    GROUP_OF_UNIQUE_NAMES("groupOfUniqueNames"),
    /** RFC 2307, attribute {@code memberUid} with user names. */
    POSIX_GROUP("posixGroup"),
    /** Active Directory, attribute {@code member} read in ranges. */
    ACTIVE_DIRECTORY("activeDirectory"),
    /** The groups a person's own {@code memberOf} attribute names. */
    MEMBER_OF("memberOf"),
    /** Everyone under an organizational unit. */
    ORGANIZATIONAL_UNIT("ou");

    private final String code;

    GroupType(String code) {
      this.code = code;
    }

    /** As the API names it. */
    public String code() {
      return code;
    }

    public static java.util.Optional<GroupType> ofCode(String code) {
      return java.util.Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
    }
  }

  /**
   * Bounds on every exchange with the server.
   *
   * @param pageSize entries asked for at once (RFC 2696), 1 to 10,000
   * @param maxEntryBytes an LDAP message larger than this ends the run
   */
  public record Limits(
      int pageSize, Duration connect, Duration response, Duration run, int maxEntryBytes) {
    public static final Limits DEFAULT =
        new Limits(
            500,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(30),
            64 * 1024 * 1024);
  }

  /**
   * Whether these settings bind to the same place as those. A stored password is never sent to an
   * address, under a protection or with trust anchors that it was not entered for.
   */
  public boolean leadsWhere(DirectorySettings other) {
    return urls.equals(other.urls)
        && security == other.security
        && Objects.equals(trustAnchorsPem, other.trustAnchorsPem)
        && Objects.equals(bindDn, other.bindDn);
  }

  public DirectorySettings withPassword(@Nullable Secret password) {
    return new DirectorySettings(
        urls, security, trustAnchorsPem, bindDn, password, users, groups, limits);
  }
}
