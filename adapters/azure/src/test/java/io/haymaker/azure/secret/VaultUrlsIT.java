package io.haymaker.azure.secret;

import io.haymaker.azure.EmulatedAzure;
import io.haymaker.core.identity.SecretReader;
import io.haymaker.core.identity.SecretStore;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.testkit.identity.SecretReaderContract;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class VaultUrlsIT extends SecretReaderContract {
  @TempDir static Path data;
  private static EmulatedAzure azure;

  private final Owner owner = EmulatedAzure.owner(RunId.random());

  @BeforeAll
  static void start() {
    azure = EmulatedAzure.in(data);
  }

  @AfterAll
  static void stop() {
    azure.close();
  }

  @Override
  protected SecretReader reader() {
    return azure.cloud().secretReader();
  }

  @Override
  protected SecretStore store() {
    return azure.cloud().secrets();
  }

  @Override
  protected Owner owner() {
    return owner;
  }

  @Override
  protected Instant expiry() {
    return azure.tomorrow();
  }
}
