package io.rollcall.rest.federation;

import io.rollcall.application.federation.SaveDirectory;
import io.rollcall.domain.federation.Directory.Mode;
import io.rollcall.domain.federation.Directory.People;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.DirectorySettings.Attributes;
import io.rollcall.domain.federation.DirectorySettings.GroupType;
import io.rollcall.domain.federation.DirectorySettings.Limits;
import io.rollcall.domain.federation.DirectorySettings.Security;
import io.rollcall.domain.federation.MappingLists;
import io.rollcall.domain.federation.RemovalBudget;
import io.rollcall.domain.identity.Secret;
import io.rollcall.rest.common.Input;
import io.rollcall.rest.federation.DirectoryRequest.AttributesJson;
import io.rollcall.rest.federation.DirectoryRequest.GroupsJson;
import io.rollcall.rest.federation.DirectoryRequest.RemovalBudgetJson;
import io.rollcall.rest.federation.DirectoryRequest.UsersJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns what an administrator sent into a directory's description, with the defaults filled in. */
final class Descriptions {
  private static final List<String> LOGIN_ATTRIBUTES = List.of("uid", "mail");

  private final Input input;

  private Descriptions(Input input) {
    this.input = input;
  }

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code Invalid}: every field that is
   *     missing or malformed, by its path
   */
  static SaveDirectory.Description of(DirectoryRequest sent) {
    var input = new Input();
    var read = new Descriptions(input);
    var title = input.required("title", sent.title());
    var settings = read.settings(sent);
    var people = read.choice("people", sent.people(), People.class, People.MAPPED);
    var mode = read.choice("mode", sent.mode(), Mode.class, Mode.LOGIN_ONLY);
    var mappings = read.mappings(sent);
    input.refuseIfWrong();
    return new SaveDirectory.Description(
        title, settings, people, mode, budget(sent.removalBudget()), mappings);
  }

  private DirectorySettings settings(DirectoryRequest sent) {
    var urls = requiredTexts("urls", sent.urls());
    return new DirectorySettings(
        urls,
        choice("security", sent.security(), Security.class, usualSecurity(urls)),
        orNull(sent.trustAnchorsPem()),
        orNull(sent.bindDn()),
        secret(sent.bindPassword()),
        users(sent.users()),
        groups(sent.groups()),
        limits(sent));
  }

  private static Security usualSecurity(List<String> urls) {
    return urls.stream().allMatch(url -> url.toLowerCase(Locale.ROOT).startsWith("ldaps:"))
        ? Security.LDAPS
        : Security.STARTTLS;
  }

  private DirectorySettings.Users users(@Nullable UsersJson sent) {
    if (sent == null) {
      input.refuse("users", "This field is required.");
      return new DirectorySettings.Users(
          List.of(), "", List.of(), null, Attributes.DEFAULT, null, null);
    }
    var logins = texts("users.login_attributes", sent.loginAttributes());
    return new DirectorySettings.Users(
        requiredTexts("users.bases", sent.bases()),
        or(sent.filter(), DirectorySettings.Users.DEFAULT_FILTER),
        logins.isEmpty() ? LOGIN_ATTRIBUTES : logins,
        orNull(sent.dnTemplate()),
        attributes(sent.attributes()),
        orNull(sent.idAttribute()),
        orNull(sent.disabledFilter()));
  }

  private static Attributes attributes(@Nullable AttributesJson sent) {
    return sent == null
        ? Attributes.DEFAULT
        : new Attributes(
            or(sent.email(), Attributes.DEFAULT.email()),
            or(sent.firstName(), Attributes.DEFAULT.firstName()),
            or(sent.lastName(), Attributes.DEFAULT.lastName()),
            or(sent.username(), Attributes.DEFAULT.username()));
  }

  private DirectorySettings.Groups groups(@Nullable GroupsJson sent) {
    if (sent == null) {
      return new DirectorySettings.Groups(List.of(), null, GroupType.GROUP_OF_NAMES, true);
    }
    var type = input.choice("groups.type", sent.type(), GroupType::ofCode);
    return new DirectorySettings.Groups(
        texts("groups.bases", sent.bases()),
        orNull(sent.filter()),
        type == null ? GroupType.GROUP_OF_NAMES : type,
        !Boolean.FALSE.equals(sent.nested()));
  }

  private static Limits limits(DirectoryRequest sent) {
    return new Limits(
        or(sent.pageSize(), Limits.DEFAULT.pageSize()),
        time(sent.connectTimeoutMs(), Duration::ofMillis, Limits.DEFAULT.connect()),
        time(sent.responseTimeoutMs(), Duration::ofMillis, Limits.DEFAULT.response()),
        time(sent.runTimeoutMinutes(), Duration::ofMinutes, Limits.DEFAULT.run()),
        or(sent.maxEntryBytes(), Limits.DEFAULT.maxEntryBytes()));
  }

  private static Duration time(
      @Nullable Integer sent, Function<Long, Duration> unit, Duration usual) {
    return sent == null ? usual : unit.apply(sent.longValue());
  }

  private static RemovalBudget budget(@Nullable RemovalBudgetJson sent) {
    return sent == null
        ? RemovalBudget.DEFAULT
        : new RemovalBudget(
            or(sent.people(), RemovalBudget.DEFAULT.people()),
            or(sent.percent(), RemovalBudget.DEFAULT.percent()));
  }

  private MappingLists mappings(DirectoryRequest sent) {
    return new GroupsRequest(sent.rolesGroups(), sent.workspacesGroups(), sent.projectsGroups())
        .in(input)
        .over(MappingLists.NONE);
  }

  private List<String> requiredTexts(String field, @Nullable List<@Nullable String> sent) {
    var texts = texts(field, sent);
    if (sent == null) {
      input.refuse(field, "This field is required.");
    } else if (sent.isEmpty()) {
      input.refuse(field, "This list may not be empty.");
    }
    return texts;
  }

  private List<String> texts(String field, @Nullable List<@Nullable String> sent) {
    var texts = new ArrayList<String>();
    if (sent == null || GroupLists.isTooLong(input, field, sent)) {
      return texts;
    }
    for (int i = 0; i < sent.size(); i++) {
      var text = sent.get(i);
      if (text == null || text.isBlank()) {
        input.refuse("%s[%d]".formatted(field, i), "This field may not be blank.");
      } else {
        texts.add(text.strip());
      }
    }
    return texts;
  }

  private <E extends Enum<E>> E choice(
      String field, @Nullable String sent, Class<E> type, E usual) {
    E chosen = input.choice(field, sent, code -> ofCode(type, code));
    return chosen == null ? usual : chosen;
  }

  private static <E extends Enum<E>> Optional<E> ofCode(Class<E> type, String code) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(code))
        .findFirst();
  }

  private static @Nullable Secret secret(@Nullable String sent) {
    return sent == null || sent.isEmpty() ? null : Secret.of(sent);
  }

  private static @Nullable String orNull(@Nullable String sent) {
    return sent == null || sent.isBlank() ? null : sent.strip();
  }

  private static String or(@Nullable String sent, String usual) {
    return sent == null || sent.isBlank() ? usual : sent.strip();
  }

  private static int or(@Nullable Integer sent, int usual) {
    return sent == null ? usual : sent;
  }
}
