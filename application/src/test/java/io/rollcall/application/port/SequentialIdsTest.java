package io.rollcall.application.port;

class SequentialIdsTest extends IdSourceContract {
  private final SequentialIds ids = new SequentialIds();

  @Override
  protected IdSource ids() {
    return ids;
  }

  @Override
  protected IdSource idsOfAnotherNode() {
    return ids;
  }
}
