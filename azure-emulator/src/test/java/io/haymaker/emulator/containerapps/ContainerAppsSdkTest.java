package io.haymaker.emulator.containerapps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.appcontainers.ContainerAppsApiManager;
import com.azure.resourcemanager.appcontainers.models.Container;
import com.azure.resourcemanager.appcontainers.models.ContainerResources;
import com.azure.resourcemanager.appcontainers.models.EnvironmentVar;
import com.azure.resourcemanager.appcontainers.models.Job;
import com.azure.resourcemanager.appcontainers.models.JobConfiguration;
import com.azure.resourcemanager.appcontainers.models.JobExecutionBase;
import com.azure.resourcemanager.appcontainers.models.JobExecutionRunningState;
import com.azure.resourcemanager.appcontainers.models.JobTemplate;
import com.azure.resourcemanager.appcontainers.models.Secret;
import com.azure.resourcemanager.appcontainers.models.TriggerType;
import io.haymaker.emulator.SdkClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerAppsSdkTest {

  @Test
  void theOfficialClientMakesStartsStopsListsAndDeletesAJob(@TempDir Path data) throws Exception {
    try (AppsFixture apps = AppsFixture.start(data).withEnvironment()) {
      SdkClients sdk = new SdkClients(apps.emulator.info());
      ContainerAppsApiManager manager =
          ContainerAppsApiManager.configure()
              .withHttpClient(sdk.http())
              .withDefaultPollInterval(Duration.ofMillis(50))
              .authenticate(sdk.credential(), sdk.profile());
      Job job =
          manager
              .jobs()
              .define("sdk-job")
              .withRegion("westeurope")
              .withExistingResourceGroup(AppsFixture.GROUP)
              .withEnvironmentId(apps.environment("env"))
              .withWorkloadProfileName("large")
              .withConfiguration(
                  new JobConfiguration()
                      .withTriggerType(TriggerType.MANUAL)
                      .withReplicaTimeout(600)
                      .withSecrets(List.of(new Secret().withName("s").withValue("v"))))
              .withTemplate(
                  new JobTemplate()
                      .withContainers(
                          List.of(
                              new Container()
                                  .withName("agent")
                                  .withImage(AppsFixture.SHELL)
                                  .withArgs(List.of("echo ready; exec sleep 1000"))
                                  .withEnv(
                                      List.of(
                                          new EnvironmentVar().withName("S").withSecretRef("s")))
                                  .withResources(
                                      new ContainerResources().withCpu(2.0).withMemory("64Gi")))))
              .create();
      assertThat(job.provisioningState().toString()).isEqualTo("Succeeded");

      JobExecutionBase started = manager.jobs().start(AppsFixture.GROUP, "sdk-job");
      apps.awaitLog(started.name(), "ready");
      assertThat(status(manager, started)).isEqualTo(JobExecutionRunningState.RUNNING);
      assertThat(manager.jobsExecutions().list(AppsFixture.GROUP, "sdk-job").stream()).hasSize(1);

      manager.jobs().stopExecution(AppsFixture.GROUP, "sdk-job", started.name());
      AppsFixture.await(() -> status(manager, started).equals(JobExecutionRunningState.STOPPED));

      manager.jobs().deleteByResourceGroup(AppsFixture.GROUP, "sdk-job");
      assertThatThrownBy(() -> manager.jobs().getByResourceGroup(AppsFixture.GROUP, "sdk-job"))
          .isInstanceOf(ManagementException.class);
    }
  }

  private static JobExecutionRunningState status(
      ContainerAppsApiManager manager, JobExecutionBase execution) {
    return manager
        .resourceProviders()
        .jobExecution(AppsFixture.GROUP, "sdk-job", execution.name())
        .status();
  }
}
