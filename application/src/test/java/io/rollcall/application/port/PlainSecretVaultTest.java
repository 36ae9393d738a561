package io.rollcall.application.port;

class PlainSecretVaultTest extends SecretVaultContract {
  private final PlainSecretVault vault = new PlainSecretVault();

  @Override
  protected SecretVault vault() {
    return vault;
  }
}
