package io.rollcall.application.port;

import java.util.ArrayList;
import java.util.List;

/** A list of what was written. */
public final class RecordingMailer implements Mailer {
  private final List<Mail> sent = new ArrayList<>();

  @Override
  public void send(Mail mail) {
    sent.add(mail);
  }

  public List<Mail> sent() {
    return List.copyOf(sent);
  }

  public Mail last() {
    return sent.getLast();
  }
}
