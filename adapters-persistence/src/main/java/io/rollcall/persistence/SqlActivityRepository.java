package io.rollcall.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.application.port.ActivityRepository;
import io.rollcall.domain.identity.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Entries of all organizations go in one statement, through a function that puts each in its place.
 */
@ApplicationScoped
@Transactional
class SqlActivityRepository implements ActivityRepository {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Tenancy tenancy;
  private final Jdbc jdbc;

  SqlActivityRepository(Tenancy tenancy, Jdbc jdbc) {
    this.tenancy = tenancy;
    this.jdbc = jdbc;
  }

  @Override
  public int add(Collection<Entry> entries) {
    var rows = new ArrayList<Map<String, @Nullable Object>>();
    entries.forEach(entry -> rows.add(row(entry)));
    return jdbc.first("select keep_activity(?::jsonb)", row -> row.getInt(1), json(rows))
        .orElseThrow();
  }

  private static Map<String, @Nullable Object> row(Entry entry) {
    var row = new LinkedHashMap<String, @Nullable Object>();
    var exchange = entry.exchange();
    row.put("at", exchange.at().toString());
    row.put("duration_ms", exchange.milliseconds());
    row.put("status", exchange.status());
    row.put("method", exchange.method());
    row.put("path", exchange.path());
    row.put("address", exchange.address());
    row.put("user_agent", exchange.userAgent());
    row.put("referer", exchange.referer());
    var actor = entry.actor();
    row.put("user_id", actor.user().value());
    row.put("credential", actor.credential() == null ? null : actor.credential().code());
    row.put("credential_id", actor.credentialId());
    row.put("active", actor.active() == null ? null : actor.active().value());
    var subject = entry.subject();
    row.put("named", subject.organization() == null ? null : subject.organization().value());
    row.put("workspace", subject.workspace() == null ? null : subject.workspace().value());
    row.put("project", subject.project() == null ? null : subject.project().value());
    row.put("extra", extra(subject));
    return row;
  }

  private static @Nullable Map<String, Object> extra(Subject subject) {
    if (subject.changes().isEmpty()) {
      return null;
    }
    var extra = new LinkedHashMap<String, Object>();
    extra.put("changes", subject.changes());
    if (subject.further() > 0) {
      extra.put("further_changes", subject.further());
    }
    return extra;
  }

  private static String json(List<?> rows) {
    try {
      return JSON.writeValueAsString(rows);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public int forget(Instant before, int most) {
    return jdbc.first("select forget_activity(?, ?)", row -> row.getInt(1), before, most)
        .orElseThrow();
  }

  @Override
  public boolean keepsDetails(OrganizationId organization) {
    return tenancy
        .first(
            organization,
            "select activity_details from organization where id = ?",
            row -> row.getBoolean(1),
            organization.value())
        .orElse(false);
  }

  @Override
  public void keepDetails(OrganizationId organization, boolean wanted) {
    tenancy.change(
        organization,
        "update organization set activity_details = ? where id = ?",
        wanted,
        organization.value());
  }
}
