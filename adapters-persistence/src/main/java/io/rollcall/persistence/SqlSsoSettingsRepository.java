package io.rollcall.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.SsoSettingsRepository;
import io.rollcall.domain.federation.SamlSettings;
import io.rollcall.domain.federation.ScimSettings;
import io.rollcall.domain.identity.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Settings as JSON, one row a kind; their history beside them. */
@ApplicationScoped
@Transactional
class SqlSsoSettingsRepository implements SsoSettingsRepository {
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  private final Tenancy tenancy;

  SqlSsoSettingsRepository(Tenancy tenancy) {
    this.tenancy = tenancy;
  }

  @Override
  public SamlSettings saml(OrganizationId organization) {
    return find(organization, Kind.SAML, SamlSettings.class, SamlSettings.DEFAULT);
  }

  @Override
  public ScimSettings scim(OrganizationId organization) {
    return find(organization, Kind.SCIM, ScimSettings.class, ScimSettings.DEFAULT);
  }

  private <T> T find(OrganizationId organization, Kind kind, Class<T> type, T usual) {
    return tenancy
        .first(
            organization,
            "select settings from sso_settings where organization_id = ? and kind = ?",
            row -> row.getString("settings"),
            organization.value(),
            kind.code())
        .map(json -> read(json, type))
        .orElse(usual);
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  @Override
  public void save(OrganizationId organization, SamlSettings settings, Step step) {
    save(organization, Kind.SAML, json(settings), step);
  }

  @Override
  public void save(OrganizationId organization, ScimSettings settings, Step step) {
    save(organization, Kind.SCIM, json(settings), step);
  }

  private void save(OrganizationId organization, Kind kind, String settings, Step step) {
    var flight = tenancy.flight(organization);
    flight.change(
        """
        insert into sso_settings (organization_id, kind, settings) values (?, ?, ?::jsonb)
        on conflict (organization_id, kind) do update set settings = excluded.settings""",
        organization.value(),
        kind.code(),
        settings);
    flight.change(
        """
        insert into settings_history (organization_id, number, kind, at, by_user, state_before, state, before, after)
        values (?, coalesce((select max(h.number) from settings_history h where h.organization_id = ?), 0) + 1, ?, ?, ?,
          (select h.state from settings_history h where h.organization_id = ? and h.kind = ? order by h.number desc limit 1),
          ?, ?::jsonb, ?::jsonb)""",
        organization.value(),
        organization.value(),
        kind.code(),
        step.at(),
        step.by().value(),
        organization.value(),
        kind.code(),
        code(step.state()),
        json(step.change().before()),
        json(step.change().after()));
    flight.send();
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public Page<StepRow> history(Query query) {
    var conditions = new StringBuilder("h.organization_id = ?");
    var values = new ArrayList<@Nullable Object>(List.of(query.organization().value()));
    if (query.kind() != null) {
      conditions.append(" and h.kind = ?");
      values.add(query.kind().code());
    }
    moment(" and h.at >= ?", query.since(), conditions, values);
    moment(" and h.at <= ?", query.until(), conditions, values);
    var flight = tenancy.flight(query.organization());
    var total =
        flight.query(
            "select count(*) from settings_history h where " + conditions,
            row -> row.getLong(1),
            values.toArray());
    values.add(query.page().offset());
    var rows =
        flight.query(
            """
            select h.*, case when m.deleted_at is null then u.email end as email
            from settings_history h
              left join membership m on m.organization_id = h.organization_id and m.user_id = h.by_user
              left join app_user u on u.id = m.user_id
            where %s order by h.number %s limit %d offset ?"""
                .formatted(conditions, query.oldestFirst() ? "" : "desc", query.page().size()),
            SqlSsoSettingsRepository::step,
            values.toArray());
    flight.send();
    return new Page<>(rows.all(), total.first().orElse(0L));
  }

  private static void moment(
      String condition,
      @Nullable Instant moment,
      StringBuilder conditions,
      List<@Nullable Object> values) {
    if (moment != null) {
      conditions.append(condition);
      values.add(moment);
    }
  }

  private static StepRow step(ResultSet row) throws SQLException {
    var email = row.getString("email");
    var before = row.getString("state_before");
    return new StepRow(
        row.getLong("number"),
        row.getLong("organization_id"),
        Kind.valueOf(upper(row.getString("kind"))),
        Values.instant(row, "at"),
        row.getLong("by_user"),
        email == null ? "" : email,
        before == null ? null : State.valueOf(upper(before)),
        State.valueOf(upper(row.getString("state"))),
        row.getString("before"),
        row.getString("after"));
  }

  private static String code(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static String upper(String code) {
    return code.toUpperCase(Locale.ROOT);
  }
}
