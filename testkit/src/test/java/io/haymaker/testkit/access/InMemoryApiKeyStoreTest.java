package io.haymaker.testkit.access;

import io.haymaker.core.access.ApiKeyStore;

class InMemoryApiKeyStoreTest extends ApiKeyStoreContract {
  private final ApiKeyStore store = new InMemoryApiKeyStore();

  @Override
  protected ApiKeyStore store() {
    return store;
  }
}
