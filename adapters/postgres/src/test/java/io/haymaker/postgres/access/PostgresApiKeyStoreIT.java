package io.haymaker.postgres.access;

import io.haymaker.core.access.ApiKeyStore;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import io.haymaker.testkit.access.ApiKeyStoreContract;
import org.junit.jupiter.api.AfterAll;

final class PostgresApiKeyStoreIT extends ApiKeyStoreContract {
  private static final PostgresStore STORE = TestServer.open(PostgresApiKeyStoreIT.class);

  @AfterAll
  static void close() {
    STORE.close();
  }

  @Override
  protected ApiKeyStore store() {
    return STORE.apiKeys();
  }
}
