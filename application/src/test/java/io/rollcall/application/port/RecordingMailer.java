package io.rollcall.application.port;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Delivers at once, into a list. */
public final class RecordingMailer implements Mailer {
  private final List<Mail> sent = new ArrayList<>();
  private Delivery next = Delivery.SENT;

  @Override
  public void send(Mail mail, Consumer<Delivery> told) {
    sent.add(mail);
    told.accept(next);
  }

  public List<Mail> sent() {
    return List.copyOf(sent);
  }

  public Mail last() {
    return sent.getLast();
  }

  /** From now on no mail server takes anything. */
  public void fail() {
    next = Delivery.FAILED;
  }
}
