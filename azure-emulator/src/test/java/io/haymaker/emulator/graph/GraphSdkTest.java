package io.haymaker.emulator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.authorization.AuthorizationManager;
import com.azure.resourcemanager.authorization.models.ServicePrincipal;
import io.haymaker.emulator.CloudClient;
import io.haymaker.emulator.Emulator;
import io.haymaker.emulator.EmulatorOptions;
import io.haymaker.emulator.SdkClients;
import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.token.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphSdkTest {

  @Test
  void theOfficialClientMakesAPrincipalWithASecretThatSignsInAndDeletesIt(@TempDir Path data)
      throws IOException {
    EmulatorOptions options = EmulatorOptions.in(data).withSettings(Settings.immediate());
    try (Emulator emulator = Emulator.start(options)) {
      SdkClients sdk = new SdkClients(emulator.info());
      AuthorizationManager manager =
          AuthorizationManager.configure()
              .withHttpClient(sdk.http())
              .authenticate(sdk.credential(), sdk.profile());
      List<String> secrets = new ArrayList<>();
      ServicePrincipal made =
          manager
              .servicePrincipals()
              .define("AzureHayMaker-x-admin")
              .withNewApplication()
              .definePasswordCredential("p")
              .withPasswordConsumer(credential -> secrets.add(credential.value()))
              .attach()
              .create();

      assertThat(
              CloudClient.anonymous(emulator.info())
                  .tokenRequest(
                      made.applicationId(),
                      Secret.of(secrets.getFirst()),
                      "https://management.azure.com")
                  .status())
          .isEqualTo(200);
      assertThat(manager.servicePrincipals().getByName("AzureHayMaker-x-admin").id())
          .isEqualTo(made.id());
      var application =
          manager.applications().listByFilter("appId eq '" + made.applicationId() + "'").stream()
              .findFirst()
              .orElseThrow();

      manager.applications().deleteById(application.id());

      assertThat(manager.servicePrincipals().list().stream()).isEmpty();
      assertThat(catchStatus(() -> manager.servicePrincipals().getById(made.id()))).isEqualTo(404);
    }
  }

  private static int catchStatus(Runnable call) {
    try {
      call.run();
      return 200;
    } catch (ManagementException e) {
      return e.getResponse().getStatusCode();
    }
  }
}
