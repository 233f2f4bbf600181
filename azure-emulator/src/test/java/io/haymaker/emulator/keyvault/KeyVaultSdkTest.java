package io.haymaker.emulator.keyvault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.ResourceModifiedException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import io.haymaker.emulator.Emulator;
import io.haymaker.emulator.EmulatorOptions;
import io.haymaker.emulator.SdkClients;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyVaultSdkTest {

  @Test
  void theOfficialClientSetsReadsListsDeletesAndPurges(@TempDir Path data) throws IOException {
    try (Emulator emulator = Emulator.start(EmulatorOptions.in(data))) {
      SdkClients sdk = new SdkClients(emulator.info());
      SecretClient client =
          new SecretClientBuilder()
              .vaultUrl(emulator.info().keyVaultUrl())
              .credential(sdk.credential())
              .httpClient(sdk.http())
              .disableChallengeResourceVerification()
              .buildClient();

      KeyVaultSecret wanted = new KeyVaultSecret("scenario-sp-x-secret", "value");
      wanted.setProperties(new SecretProperties().setTags(Map.of("RunId", "r")));
      KeyVaultSecret made = client.setSecret(wanted);
      assertThat(client.getSecret("scenario-sp-x-secret").getValue()).isEqualTo("value");
      assertThat(made.getProperties().getVersion()).hasSize(32);
      assertThat(client.listPropertiesOfSecrets().stream())
          .singleElement()
          .satisfies(item -> assertThat(item.getTags()).containsEntry("RunId", "r"));

      var deletion = client.beginDeleteSecret("scenario-sp-x-secret");
      deletion.setPollInterval(Duration.ofMillis(50));
      deletion.waitForCompletion(Duration.ofSeconds(20));
      assertThatThrownBy(() -> client.getSecret("scenario-sp-x-secret"))
          .isInstanceOf(ResourceNotFoundException.class);
      assertThatThrownBy(() -> client.setSecret("scenario-sp-x-secret", "again"))
          .isInstanceOf(ResourceModifiedException.class);
      assertThat(client.listDeletedSecrets().stream()).hasSize(1);

      client.purgeDeletedSecret("scenario-sp-x-secret");
      assertThat(client.listDeletedSecrets().stream()).isEmpty();
    }
  }
}
