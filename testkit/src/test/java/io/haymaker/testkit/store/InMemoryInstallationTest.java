package io.haymaker.testkit.store;

final class InMemoryInstallationTest extends InstallationContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected Stores stores() {
    return store.stores();
  }
}
