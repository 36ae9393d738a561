package io.rollcall.persistence;

import io.rollcall.application.port.LetterWritten;
import io.rollcall.application.port.Mail;
import io.rollcall.application.port.Outbox;
import io.rollcall.application.port.SecretVault;
import io.rollcall.domain.identity.EmailAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Letters are global rows: an account has no organization. */
@ApplicationScoped
@Transactional
class SqlOutbox implements Outbox {
  private final Jdbc jdbc;
  private final SecretVault vault;
  private final InstantSource clock;
  private final Event<LetterWritten> written;

  SqlOutbox(Jdbc jdbc, SecretVault vault, InstantSource clock, Event<LetterWritten> written) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.clock = clock;
    this.written = written;
  }

  @Override
  public void send(Mail mail) {
    var now = clock.instant();
    jdbc.change(
        """
        insert into letter (kind, address, encrypted, written_at, due_at, attempts)
        values (?, ?, ?, ?, ?, 0)""",
        mail.kind(),
        mail.to().value(),
        vault.encrypt(MailJson.write(mail), context(mail.kind(), mail.to())),
        now,
        now);
    written.fire(new LetterWritten());
  }

  @Override
  public Optional<Waiting> claim(Instant at, Duration lease) {
    return jdbc.first(
        """
        update letter set due_at = ?, attempts = attempts + 1
        where id = (
          select id from letter where due_at <= ? order by due_at, id limit 1 for update skip locked)
        returning *""",
        this::waiting,
        at.plus(lease),
        at);
  }

  private Waiting waiting(ResultSet row) throws SQLException {
    var kind = row.getString("kind");
    var to = new EmailAddress(row.getString("address"));
    return new Waiting(
        row.getLong("id"),
        row.getInt("attempts"),
        Values.instant(row, "written_at"),
        kind,
        to,
        mail(kind, to, row.getBytes("encrypted")));
  }

  private @Nullable Mail mail(String kind, EmailAddress to, byte[] encrypted) {
    try {
      return MailJson.read(kind, to, vault.decrypt(encrypted, context(kind, to)));
    } catch (RuntimeException unreadable) {
      // Of another key or another version: it must not keep those behind it from leaving, and who
      // claims it says so.
      return null;
    }
  }

  @Override
  public void remove(Waiting letter) {
    jdbc.change("delete from letter where id = ?", letter.id());
  }

  @Override
  public void postpone(Waiting letter, Instant due) {
    jdbc.change(
        "update letter set due_at = ? where id = ? and attempts = ?",
        due,
        letter.id(),
        letter.attempt());
  }

  @Override
  public long waiting() {
    return jdbc.first("select count(*) from letter", row -> row.getLong(1)).orElse(0L);
  }

  static String context(String kind, EmailAddress to) {
    return "letter/%s/%s".formatted(kind, to);
  }
}
