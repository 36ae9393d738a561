package io.rollcall.application.port;

class PlainPasswordHasherTest extends PasswordHasherContract {
  private final PlainPasswordHasher hasher = new PlainPasswordHasher();

  @Override
  protected PasswordHasher hasher() {
    return hasher;
  }
}
