package io.rollcall.application.port;

class PlainTokenSignerTest extends TokenSignerContract {
  @Override
  protected TokenSigner signer() {
    return new PlainTokenSigner();
  }
}
