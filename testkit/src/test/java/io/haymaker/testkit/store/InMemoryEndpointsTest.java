package io.haymaker.testkit.store;

import io.haymaker.core.endpoint.EndpointStore;

final class InMemoryEndpointsTest extends EndpointStoreContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected EndpointStore endpoints() {
    return store.endpoints();
  }
}
