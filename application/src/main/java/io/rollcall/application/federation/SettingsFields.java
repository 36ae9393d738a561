package io.rollcall.application.federation;

import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.NotedFields;
import io.rollcall.domain.federation.MappingLists;
import io.rollcall.domain.federation.SamlSettings;
import io.rollcall.domain.federation.ScimSettings;
import io.rollcall.domain.identity.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings field by field, as the API names them, for their history. */
final class SettingsFields {
  /** How many items of a list the activity log tells; the history tells all. */
  private static final int MOST_NOTED = 100;

  private SettingsFields() {}

  static Change change(OrganizationId organization, SamlSettings before, SamlSettings after) {
    return Change.between("saml_settings", organization.value(), of(before), of(after));
  }

  static Change change(OrganizationId organization, ScimSettings before, ScimSettings after) {
    return Change.between(
        "scim_settings", organization.value(), of(before.groups()), of(after.groups()));
  }

  /** The same, short enough for the activity log. */
  static Change noted(Change change) {
    return new Change(change.object(), change.id(), noted(change.before()), noted(change.after()));
  }

  private static Map<String, @Nullable Object> noted(Map<String, @Nullable Object> fields) {
    var shortened = new LinkedHashMap<String, @Nullable Object>();
    fields.forEach((field, value) -> shortened.put(field, noted(value)));
    return shortened;
  }

  private static @Nullable Object noted(@Nullable Object value) {
    return switch (value) {
      case List<?> list when list.size() > MOST_NOTED -> list.subList(0, MOST_NOTED);
      case String text -> NotedFields.shortened(text);
      case null, default -> value;
    };
  }

  private static Map<String, @Nullable Object> of(SamlSettings settings) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("domain", settings.domain());
    fields.put("idp_provider", settings.idpProvider());
    fields.put("metadata_url", settings.metadataUrl());
    fields.put("metadata_xml", digest(settings.metadataXml()));
    fields.put("mapping_email", settings.attributes().email());
    fields.put("mapping_first_name", settings.attributes().firstName());
    fields.put("mapping_last_name", settings.attributes().lastName());
    fields.put("mapping_groups", settings.attributes().groups());
    fields.putAll(of(settings.groups()));
    return fields;
  }

  private static Map<String, @Nullable Object> of(MappingLists groups) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("roles_groups", pairs(groups.roles()));
    fields.put("workspaces_groups", pairs(groups.workspaces()));
    fields.put(
        "projects_groups",
        groups.projects().stream()
            .map(
                project ->
                    Map.of(
                        "project_id",
                        project.project(),
                        "group",
                        project.group(),
                        "role",
                        project.role()))
            .toList());
    return fields;
  }

  private static List<List<String>> pairs(List<MappingLists.Named> named) {
    return named.stream().map(pair -> List.of(pair.name(), pair.group())).toList();
  }

  /**
   * Whether it is the same document can be told by this, and a history of documents would be long.
   */
  private static String digest(String xml) {
    if (xml.isEmpty()) {
      return "";
    }
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return "sha256:"
          + HexFormat.of().formatHex(digest.digest(xml.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
