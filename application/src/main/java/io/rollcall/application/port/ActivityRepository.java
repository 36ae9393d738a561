package io.rollcall.application.port;

import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.WorkspaceId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The activity log: one row for each request that wanted to change something. */
public interface ActivityRepository {
  /**
   * Writes the entries, of whatever organizations, in one round trip. An entry is kept by the
   * organization it names, if the person belongs or belonged there; else by the one they work in;
   * else by the only one they belong to. Not kept is what concerns none of these, or one whose plan
   * has no log.
   *
   * @return how many were kept
   */
  int add(Collection<Entry> entries);

  /**
   * Removes at most {@code most} of those that began before the moment, the oldest first, in
   * whatever organization; none while another node does.
   *
   * @return how many went
   */
  int forget(Instant before, int most);

  /** Whether the organization's log says what changed, from what to what. */
  boolean keepsDetails(OrganizationId organization);

  /** What is kept already stays as it is. */
  void keepDetails(OrganizationId organization, boolean wanted);

  /** By what somebody showed who they are. */
  enum Credential {
    SESSION,
    ACCESS_TOKEN,
    LEGACY_KEY;

    /** {@code access-token}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Who did it.
   *
   * @param credential null when they had not signed in yet
   * @param credentialId the session's or the token's; null where it has none
   * @param active the organization they work in; null for none
   */
  record Actor(
      UserId user,
      @Nullable Credential credential,
      @Nullable Long credentialId,
      @Nullable OrganizationId active) {}

  /**
   * What they did it to.
   *
   * @param changes some of what changed
   * @param further how many changes there were besides
   */
  record Subject(
      @Nullable OrganizationId organization,
      @Nullable WorkspaceId workspace,
      @Nullable ProjectId project,
      List<Change> changes,
      int further) {
    public Subject {
      changes = List.copyOf(changes);
    }
  }

  /**
   * The request itself, without anything secret: no query, no body, and of a path only what names
   * an operation or is a number.
   *
   * @param status null when the client was gone before it was answered
   */
  record Exchange(
      Instant at,
      int milliseconds,
      String method,
      String path,
      @Nullable Integer status,
      String address,
      String userAgent,
      String referer) {
    private static final int LONGEST_PATH = 256;
    private static final int LONGEST = 1024;

    public Exchange {
      path = storable(path, LONGEST_PATH);
      address = storable(address, LONGEST);
      userAgent = storable(userAgent, LONGEST);
      referer = storable(referer, LONGEST);
    }

    /** A header may hold what no text may; in a log of lines it must not begin one. */
    private static String storable(String text, int longest) {
      var kept = new StringBuilder();
      text.codePoints()
          .filter(c -> !Character.isISOControl(c) && (c < 0xD800 || c > 0xDFFF))
          .limit(longest)
          .forEach(kept::appendCodePoint);
      return kept.toString();
    }
  }

  record Entry(Actor actor, Subject subject, Exchange exchange) {}
}
