package io.haymaker.postgres.endpoint;

import io.haymaker.core.endpoint.EndpointStore;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import io.haymaker.testkit.store.EndpointStoreContract;
import org.junit.jupiter.api.AfterAll;

final class PostgresEndpointStoreIT extends EndpointStoreContract {
  private static final PostgresStore STORE = TestServer.open(PostgresEndpointStoreIT.class);

  @AfterAll
  static void close() {
    STORE.close();
  }

  @Override
  protected EndpointStore endpoints() {
    return STORE.endpoints();
  }
}
