package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.ActivityContract;
import io.rollcall.application.port.ActivityRepository.Actor;
import io.rollcall.application.port.ActivityRepository.Entry;
import io.rollcall.application.port.ActivityRepository.Exchange;
import io.rollcall.application.port.ActivityRepository.Subject;
import io.rollcall.application.port.Ports;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@PostgresTest
class SqlActivityTest extends ActivityContract {
  @Inject PanachePorts ports;
  @Inject Superuser superuser;

  @Override
  protected Ports ports() {
    return ports;
  }

  @Test
  void erasureBlanksWhatWasWrittenBefore() {
    var owner = person("owner");
    var here = found(owner);
    var exchange =
        new Exchange(at(1), 1, "POST", "/api/workspaces/", 201, "192.0.2.1", "a browser", "there");
    ports.transaction(
        () ->
            ports
                .activities()
                .add(
                    List.of(
                        new Entry(
                            new Actor(owner, null, null, here),
                            new Subject(null, null, null, List.of(), 0),
                            exchange))));

    ports.transaction(() -> ports.users().erase(List.of(owner)));

    assertThat(
            superuser.list(
                "select email || address || user_agent || referer || path from activity where user_id = ?",
                row -> row.getString(1),
                owner.value()))
        .containsExactly("/api/workspaces/");
  }
}
