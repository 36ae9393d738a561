package io.rollcall.application.federation;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.DirectoryReader;
import io.rollcall.application.port.DirectoryRepository;
import io.rollcall.application.port.IdSource;
import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.Directory.Mode;
import io.rollcall.domain.federation.Directory.People;
import io.rollcall.domain.federation.Directory.State;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.GroupMapping;
import io.rollcall.domain.federation.MappingLists;
import io.rollcall.domain.federation.RemovalBudget;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Connects a directory to an organization, or changes the connection. Changes nobody: that is for a
 * planned run.
 */
@ApplicationScoped
public class SaveDirectory {
  /** How many mappings the activity log tells. */
  private static final int MOST_NOTED = 100;

  private static final int MAX_PAGE_SIZE = 10_000;
  private static final int MIN_ENTRY_BYTES = 64 * 1024;
  private static final int MAX_ENTRY_BYTES = 512 * 1024 * 1024;

  private final DirectoryAccess access;
  private final DirectoryRepository directories;
  private final DirectoryReader reader;
  private final Mappings mappings;
  private final IdSource ids;
  private final InstantSource clock;
  private final ChangeNotes notes;

  SaveDirectory(
      DirectoryAccess access,
      DirectoryRepository directories,
      DirectoryReader reader,
      Mappings mappings,
      IdSource ids,
      InstantSource clock,
      ChangeNotes notes) {
    this.access = access;
    this.directories = directories;
    this.reader = reader;
    this.mappings = mappings;
    this.ids = ids;
    this.clock = clock;
    this.notes = notes;
  }

  /** A directory as an administrator describes it. */
  public record Description(
      String title,
      DirectorySettings settings,
      People people,
      Mode mode,
      RemovalBudget removalBudget,
      MappingLists mappings) {}

  @Transactional
  public Directory create(OrganizationId organization, UserId actor, Description description) {
    access.require(organization, actor);
    refuseInvalid(description);
    var directory =
        directory(
            ids.nextProvider(),
            organization,
            description,
            mappings.of(organization, actor, description.mappings(), List.of()),
            new Origin(clock.instant(), 0));
    directories.add(directory);
    notes.changed(Change.created("directory", directory.id().value(), fields(directory)));
    return directory;
  }

  /**
   * @param passwordGiven whether the description brings a bind password (or none on purpose);
   *     otherwise the stored one stays, unless the connection now leads elsewhere
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code Invalid}, {@code PasswordNeededAgain}, {@code WrongState} for a directory that is
   *     being removed
   */
  @Transactional
  public Directory update(
      OrganizationId organization,
      UserId actor,
      ProviderId id,
      Description description,
      boolean passwordGiven) {
    var known =
        access.require(organization, actor, "directory", () -> directories.lock(organization, id));
    if (known.state() == State.REMOVING) {
      throw new Violation.WrongState("directory", "being removed").refused();
    }
    var settled = passwordGiven ? description : withStoredPassword(description, known);
    refuseInvalid(settled);
    var directory =
        directory(
            id,
            organization,
            settled,
            mappings.of(organization, actor, settled.mappings(), known.mappings()),
            new Origin(known.createdAt(), known.version() + 1));
    directories.save(directory);
    notes.changed(Change.between("directory", id.value(), fields(known), fields(directory)));
    return directory;
  }

  private record Origin(java.time.Instant createdAt, long version) {}

  private static Directory directory(
      ProviderId id,
      OrganizationId organization,
      Description description,
      List<GroupMapping> mappings,
      Origin origin) {
    return new Directory(
        id,
        organization,
        description.title().strip(),
        description.settings(),
        description.people(),
        description.mode(),
        description.removalBudget(),
        mappings,
        State.ACTIVE,
        origin.createdAt(),
        origin.version());
  }

  /** Whom it lets in and where it leads; never by which password. */
  private static Map<String, @Nullable Object> fields(Directory directory) {
    var fields = new TreeMap<String, @Nullable Object>();
    fields.put("title", directory.title());
    fields.put("urls", directory.settings().urls());
    fields.put("security", directory.settings().security().name().toLowerCase(Locale.ROOT));
    fields.put("people", directory.people().name().toLowerCase(Locale.ROOT));
    fields.put("mode", directory.mode().name().toLowerCase(Locale.ROOT));
    fields.put(
        "removal_budget",
        List.of(directory.removalBudget().people(), directory.removalBudget().percent()));
    fields.put(
        "mappings",
        directory.mappings().stream()
            .limit(MOST_NOTED)
            .map(mapping -> List.of(mapping.group(), named(mapping.effect())))
            .toList());
    return fields;
  }

  private static String named(GroupMapping.Effect effect) {
    return switch (effect) {
      case GroupMapping.Effect.Suspends ignored -> Role.DEACTIVATED.title();
      case GroupMapping.Effect.Gives(Target.OrganizationRole(Role role)) -> role.title();
      case GroupMapping.Effect.Gives(Target.Workspace(WorkspaceId workspace)) ->
          "workspace " + workspace;
      case GroupMapping.Effect.Gives(Target.Project(ProjectId project, ProjectRole role)) ->
          "project " + project + " as " + role.title();
    };
  }

  private static Description withStoredPassword(Description description, Directory known) {
    var stored = known.settings().bindPassword();
    var wished = description.settings();
    if (stored != null && !wished.leadsWhere(known.settings())) {
      throw new Violation.PasswordNeededAgain().refused();
    }
    return new Description(
        description.title(),
        wished.withPassword(stored),
        description.people(),
        description.mode(),
        description.removalBudget(),
        description.mappings());
  }

  private void refuseInvalid(Description description) {
    var wrong = new LinkedHashMap<String, List<String>>();
    var title = description.title().strip();
    if (title.isEmpty() || title.length() > Directory.MAX_TITLE) {
      wrong.put("title", List.of("Between 1 and %d characters.".formatted(Directory.MAX_TITLE)));
    }
    if (description.mode() != Mode.LOGIN_ONLY) {
      wrong.put(
          "mode",
          List.of("Only login_only is served yet: runs happen when somebody asks for one."));
    }
    var settings = description.settings();
    if (settings.bindDn() != null && isEmpty(settings.bindPassword())) {
      // RFC 4513 section 5.1.2: a name without a password is an anonymous bind that looks like a
      // success
      wrong.put(
          "bind_password",
          List.of("A bind_dn needs a password: without one, servers bind as nobody."));
    }
    checkLimits(settings.limits(), wrong);
    reader
        .validate(settings)
        .forEach((field, message) -> wrong.putIfAbsent(field, List.of(message)));
    if (!wrong.isEmpty()) {
      throw new Violation.Invalid(wrong).refused();
    }
  }

  private static boolean isEmpty(@Nullable Secret secret) {
    return secret == null || secret.isEmpty();
  }

  private static void checkLimits(
      DirectorySettings.Limits limits, Map<String, List<String>> wrong) {
    if (limits.pageSize() < 1 || limits.pageSize() > MAX_PAGE_SIZE) {
      wrong.put("page_size", List.of("Between 1 and %d entries.".formatted(MAX_PAGE_SIZE)));
    }
    if (limits.maxEntryBytes() < MIN_ENTRY_BYTES || limits.maxEntryBytes() > MAX_ENTRY_BYTES) {
      wrong.put(
          "max_entry_bytes",
          List.of("Between %d and %d bytes.".formatted(MIN_ENTRY_BYTES, MAX_ENTRY_BYTES)));
    }
    checkTime(
        limits.connect(),
        Duration.ofMinutes(1),
        "connect_timeout_ms",
        "Between 1 and 60,000 ms.",
        wrong);
    checkTime(
        limits.response(),
        Duration.ofMinutes(10),
        "response_timeout_ms",
        "Between 1 and 600,000 ms.",
        wrong);
    checkTime(
        limits.run(),
        Duration.ofDays(1),
        "run_timeout_minutes",
        "Between 1 and 1,440 minutes.",
        wrong);
  }

  private static void checkTime(
      Duration time, Duration most, String field, String message, Map<String, List<String>> wrong) {
    if (!time.isPositive() || time.compareTo(most) > 0) {
      wrong.put(field, List.of(message));
    }
  }
}
