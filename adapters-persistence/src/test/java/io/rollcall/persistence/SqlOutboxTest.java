package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.Mail;
import io.rollcall.application.port.Outbox;
import io.rollcall.application.port.OutboxContract;
import io.rollcall.application.port.Ports;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.Secret;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@PostgresTest
class SqlOutboxTest extends OutboxContract {
  @Inject PanachePorts ports;
  @Inject Superuser superuser;

  @Override
  protected Ports ports() {
    return ports;
  }

  @Test
  void linkIsNeverStoredPlain() {
    send(new Mail.PasswordReset(email("ann"), Secret.of("the-secret-token"), at(9)));

    var stored =
        superuser.list("select encrypted from letter", row -> row.getBytes("encrypted")).getFirst();
    assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("the-secret-token");
  }

  @Test
  void letterThatCannotBeReadKeepsNoOtherFromLeaving() {
    send(new Mail.AccountExists(email("ann")));
    superuser.change("update letter set encrypted = 'broken'::bytea");
    send(new Mail.AccountExists(email("bob")));

    assertThat(claim(T0).orElseThrow().mail()).isNull();
    assertThat(claim(T0).orElseThrow().mail()).isNotNull();
  }

  /** Nor does one of another kind, or to somebody else, come of it. */
  @Test
  void letterMovedToAnotherRowIsUnreadable() {
    send(new Mail.AccountExists(email("ann")));
    superuser.change("update letter set address = 'eve@example.com'");

    assertThat(claim(T0).orElseThrow().mail()).isNull();
  }

  @Test
  void manyNodesClaimEachLetterOnce() throws Exception {
    for (int i = 0; i < 40; i++) {
      send(new Mail.AccountExists(new EmailAddress("person%d@example.com".formatted(i))));
    }
    Callable<List<Long>> node =
        () -> {
          var mine = new ArrayList<Long>();
          for (var next = claim(T0); next.isPresent(); next = claim(T0)) {
            mine.add(next.map(Outbox.Waiting::id).orElseThrow());
          }
          return mine;
        };
    var claimed = new ArrayList<Long>();
    try (var threads = Executors.newFixedThreadPool(6)) {
      for (var done : threads.invokeAll(Collections.nCopies(6, node))) {
        claimed.addAll(done.get());
      }
    }

    assertThat(claimed).hasSize(40).doesNotHaveDuplicates();
  }
}
