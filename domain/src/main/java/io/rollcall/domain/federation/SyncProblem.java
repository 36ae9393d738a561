package io.rollcall.domain.federation;

import java.util.Locale;

/**
 * A person whom a run did not import, or did not import whole, by name.
 *
 * @param name as the directory has it; for an administrator who looks for the entry
 */
public record SyncProblem(Kind kind, String dn, String name, String email, String detail) {

  /** What is wrong. */
  public enum Kind {
    /** No usable e-mail address: not imported. */
    MISSING_EMAIL,
    /** Two entries claim one address: nobody is merged. */
    DUPLICATE_EMAIL,
    /** The address belongs to an account that must be linked by its owner. */
    ACCOUNT_EXISTS,
    /** The directory changed the address to one that another account has: the old one is kept. */
    EMAIL_TAKEN,
    /**
     * The directory changed the address of somebody who belongs to another organization, too: the
     * old one is kept, for whoever has the address could sign in there.
     */
    EMAIL_KEPT,
    /** A mapping names a group that the directory does not have. */
    GROUP_NOT_FOUND;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Kind ofCode(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
