package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.SsoSettingsRepository.Kind;
import io.rollcall.application.port.SsoSettingsRepository.Query;
import io.rollcall.application.port.SsoSettingsRepository.State;
import io.rollcall.application.port.SsoSettingsRepository.Step;
import io.rollcall.application.port.SsoSettingsRepository.StepRow;
import io.rollcall.domain.federation.MappingLists;
import io.rollcall.domain.federation.SamlSettings;
import io.rollcall.domain.federation.ScimSettings;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class SsoSettingsRepositoryContract extends PortContract {
  private static final MappingLists GROUPS =
      new MappingLists(
          List.of(new MappingLists.Named("Administrator", "admins")),
          List.of(new MappingLists.Named("Pilot", "pilots")),
          List.of(new MappingLists.OfProject(7, "annotators", "Annotator")));
  private static final SamlSettings SAML =
      new SamlSettings(
          "example.com",
          null,
          "https://idp.example.com/metadata",
          "",
          new SamlSettings.Attributes("mail", "givenName", null, "memberOf"),
          GROUPS);

  private UserId owner;
  private OrganizationId here;

  @BeforeEach
  void organization() {
    owner = person("owner");
    here = found(owner);
  }

  private Step step(int minute, State state, String title) {
    return new Step(
        owner,
        at(minute),
        state,
        Change.between(
            "saml_settings", here.value(), Map.of("domain", ""), Map.of("domain", title)));
  }

  private Page<StepRow> history(
      @Nullable Kind kind, @Nullable Instant since, @Nullable Instant until, boolean oldestFirst) {
    return ports()
        .transaction(
            () ->
                ports()
                    .ssoSettings()
                    .history(
                        new Query(here, kind, since, until, oldestFirst, new Page.Request(1, 2))));
  }

  @Test
  void defaultsAreThereUntilSomethingIsSaved() {
    assertThat(ports().transaction(() -> ports().ssoSettings().saml(here)))
        .isEqualTo(SamlSettings.DEFAULT);
    assertThat(ports().transaction(() -> ports().ssoSettings().scim(here)))
        .isEqualTo(ScimSettings.DEFAULT);
    assertThat(history(null, null, null, false).total()).isZero();
  }

  @Test
  void savedIsReadAsItWasByItsOrganizationAlone() {
    ports()
        .transaction(() -> ports().ssoSettings().save(here, SAML, step(1, State.CONFIGURED, "a")));
    ports()
        .transaction(
            () ->
                ports()
                    .ssoSettings()
                    .save(here, new ScimSettings(GROUPS), step(2, State.CONFIGURED, "b")));

    assertThat(ports().transaction(() -> ports().ssoSettings().saml(here))).isEqualTo(SAML);
    assertThat(ports().transaction(() -> ports().ssoSettings().scim(here)))
        .isEqualTo(new ScimSettings(GROUPS));
    var there = found(owner);
    assertThat(ports().transaction(() -> ports().ssoSettings().saml(there)))
        .isEqualTo(SamlSettings.DEFAULT);
  }

  @Test
  void historyTellsEachStep() {
    for (int i = 1; i <= 2; i++) {
      int minute = i;
      ports()
          .transaction(
              () ->
                  ports()
                      .ssoSettings()
                      .save(here, SAML, step(minute, State.CONFIGURED, "d" + minute)));
    }
    ports()
        .transaction(
            () ->
                ports()
                    .ssoSettings()
                    .save(here, ScimSettings.DEFAULT, step(3, State.CONFIGURED, "scim")));
    ports()
        .transaction(
            () ->
                ports()
                    .ssoSettings()
                    .save(here, SamlSettings.DEFAULT, step(4, State.DEFAULT, "reset")));

    var newest = history(null, null, null, false);
    assertThat(newest.total()).isEqualTo(4);
    assertThat(newest.items()).extracting(StepRow::number).containsExactly(4L, 3L);
    var reset = newest.items().getFirst();
    assertThat(reset.kind()).isEqualTo(Kind.SAML);
    assertThat(reset.previous()).isEqualTo(State.CONFIGURED);
    assertThat(reset.state()).isEqualTo(State.DEFAULT);
    assertThat(reset.by()).isEqualTo(owner.value());
    assertThat(reset.email()).startsWith("owner");
    assertThat(reset.at()).isEqualTo(at(4));
    assertThat(reset.before()).contains("domain");
    assertThat(reset.after()).contains("reset");
    assertThat(newest.items().getLast().previous()).as("the first of its kind").isNull();
    assertThat(history(null, null, null, true).items())
        .extracting(StepRow::number)
        .containsExactly(1L, 2L);
    assertThat(history(Kind.SCIM, null, null, true).items())
        .extracting(StepRow::number)
        .containsExactly(3L);
    assertThat(history(null, at(2), at(3), true).items())
        .extracting(StepRow::number)
        .containsExactly(2L, 3L);
  }
}
