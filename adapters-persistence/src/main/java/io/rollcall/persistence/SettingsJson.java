package io.rollcall.persistence;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.DirectorySettings.GroupType;
import io.rollcall.domain.federation.DirectorySettings.Security;
import io.rollcall.domain.identity.Secret;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Directory settings as JSON, spelled out so that a renamed field of the domain changes nothing
 * stored. The bind password is not part of it.
 */
record SettingsJson(
    @JsonProperty("urls") List<String> urls,
    @JsonProperty("security") String security,
    @JsonProperty("trust_anchors") @Nullable String trustAnchors,
    @JsonProperty("bind_dn") @Nullable String bindDn,
    @JsonProperty("users") Users users,
    @JsonProperty("groups") Groups groups,
    @JsonProperty("limits") Limits limits) {
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  record Users(
      @JsonProperty("bases") List<String> bases,
      @JsonProperty("filter") String filter,
      @JsonProperty("login_attributes") List<String> loginAttributes,
      @JsonProperty("dn_template") @Nullable String dnTemplate,
      @JsonProperty("email") String email,
      @JsonProperty("first_name") String firstName,
      @JsonProperty("last_name") String lastName,
      @JsonProperty("username") String username,
      @JsonProperty("id_attribute") @Nullable String idAttribute,
      @JsonProperty("disabled_filter") @Nullable String disabledFilter) {
    static Users of(DirectorySettings.Users users) {
      var attributes = users.attributes();
      return new Users(
          users.bases(),
          users.filter(),
          users.loginAttributes(),
          users.dnTemplate(),
          attributes.email(),
          attributes.firstName(),
          attributes.lastName(),
          attributes.username(),
          users.idAttribute(),
          users.disabledFilter());
    }

    DirectorySettings.Users toDomain() {
      return new DirectorySettings.Users(
          bases,
          filter,
          loginAttributes,
          dnTemplate,
          new DirectorySettings.Attributes(email, firstName, lastName, username),
          idAttribute,
          disabledFilter);
    }
  }

  record Groups(
      @JsonProperty("bases") List<String> bases,
      @JsonProperty("filter") @Nullable String filter,
      @JsonProperty("type") String type,
      @JsonProperty("nested") boolean nested) {
    static Groups of(DirectorySettings.Groups groups) {
      return new Groups(groups.bases(), groups.filter(), groups.type().code(), groups.nested());
    }

    DirectorySettings.Groups toDomain() {
      return new DirectorySettings.Groups(
          bases, filter, GroupType.ofCode(type).orElseThrow(), nested);
    }
  }

  record Limits(
      @JsonProperty("page_size") int pageSize,
      @JsonProperty("connect_millis") long connect,
      @JsonProperty("response_millis") long response,
      @JsonProperty("run_millis") long run,
      @JsonProperty("max_entry_bytes") int maxEntryBytes) {
    static Limits of(DirectorySettings.Limits limits) {
      return new Limits(
          limits.pageSize(),
          limits.connect().toMillis(),
          limits.response().toMillis(),
          limits.run().toMillis(),
          limits.maxEntryBytes());
    }

    DirectorySettings.Limits toDomain() {
      return new DirectorySettings.Limits(
          pageSize,
          Duration.ofMillis(connect),
          Duration.ofMillis(response),
          Duration.ofMillis(run),
          maxEntryBytes);
    }
  }

  static String write(DirectorySettings settings) {
    var json =
        new SettingsJson(
            settings.urls(),
            Codes.of(settings.security()),
            settings.trustAnchorsPem(),
            settings.bindDn(),
            Users.of(settings.users()),
            Groups.of(settings.groups()),
            Limits.of(settings.limits()));
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static DirectorySettings read(String json, @Nullable Secret bindPassword) {
    try {
      return JSON.readValue(json, SettingsJson.class).toDomain(bindPassword);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("stored directory settings cannot be read", broken);
    }
  }

  private DirectorySettings toDomain(@Nullable Secret bindPassword) {
    return new DirectorySettings(
        urls,
        Codes.read(Security.class, security),
        trustAnchors,
        bindDn,
        bindPassword,
        users.toDomain(),
        groups.toDomain(),
        limits.toDomain());
  }
}
