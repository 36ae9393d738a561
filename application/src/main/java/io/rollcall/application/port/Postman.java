package io.rollcall.application.port;

/** Carries a letter to whoever takes mail for its address. */
public interface Postman {
  /** One attempt, of half a minute at most. Call it while no transaction is open. */
  Outcome deliver(Mail mail);

  /** What became of the attempt. Reasons are one line, for the sender and the operator. */
  sealed interface Outcome {
    /** A mail server took it, or it is kept where the operator said that letters be kept. */
    record Taken() implements Outcome {}

    /** Another attempt may succeed. */
    record NotNow(String reason) implements Outcome {}

    /** No attempt will. */
    record Never(String reason) implements Outcome {}
  }
}
