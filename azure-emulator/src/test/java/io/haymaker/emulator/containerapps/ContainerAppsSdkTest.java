package io.haymaker.emulator.containerapps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.appcontainers.ContainerAppsApiManager;
import com.azure.resourcemanager.appcontainers.models.Container;
import com.azure.resourcemanager.appcontainers.models.ContainerApp;
import com.azure.resourcemanager.appcontainers.models.ContainerAppProvisioningState;
import com.azure.resourcemanager.appcontainers.models.ContainerAppReplicaRunningState;
import com.azure.resourcemanager.appcontainers.models.ContainerAppRunningStatus;
import com.azure.resourcemanager.appcontainers.models.ContainerResources;
import com.azure.resourcemanager.appcontainers.models.CustomScaleRule;
import com.azure.resourcemanager.appcontainers.models.EnvironmentVar;
import com.azure.resourcemanager.appcontainers.models.Job;
import com.azure.resourcemanager.appcontainers.models.JobConfiguration;
import com.azure.resourcemanager.appcontainers.models.JobExecutionBase;
import com.azure.resourcemanager.appcontainers.models.JobExecutionRunningState;
import com.azure.resourcemanager.appcontainers.models.JobTemplate;
import com.azure.resourcemanager.appcontainers.models.RevisionRunningState;
import com.azure.resourcemanager.appcontainers.models.Scale;
import com.azure.resourcemanager.appcontainers.models.ScaleRule;
import com.azure.resourcemanager.appcontainers.models.Secret;
import com.azure.resourcemanager.appcontainers.models.Template;
import com.azure.resourcemanager.appcontainers.models.TriggerType;
import io.haymaker.emulator.SdkClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

  @Test
  void theOfficialClientMakesWatchesStopsStartsAndDeletesAnApp(@TempDir Path data)
      throws Exception {
    try (AppsFixture apps = AppsFixture.start(data).withEnvironment()) {
      SdkClients sdk = new SdkClients(apps.emulator.info());
      ContainerAppsApiManager manager =
          ContainerAppsApiManager.configure()
              .withHttpClient(sdk.http())
              .withDefaultPollInterval(Duration.ofMillis(50))
              .authenticate(sdk.credential(), sdk.profile());
      ContainerApp app =
          manager
              .containerApps()
              .define("sdk-app")
              .withRegion("westeurope")
              .withExistingResourceGroup(AppsFixture.GROUP)
              .withEnvironmentId(apps.environment("env"))
              .withWorkloadProfileName("large")
              .withTemplate(
                  new Template()
                      .withScale(
                          new Scale()
                              .withMinReplicas(1)
                              .withMaxReplicas(2)
                              .withRules(
                                  List.of(
                                      new ScaleRule()
                                          .withName("queue")
                                          .withCustom(
                                              new CustomScaleRule()
                                                  .withType("azure-servicebus")
                                                  .withMetadata(Map.of("queueName", "q"))))))
                      .withContainers(
                          List.of(
                              new Container()
                                  .withName("agent")
                                  .withImage(AppsFixture.SHELL)
                                  .withArgs(List.of("echo ready; exec sleep 1000"))
                                  .withResources(
                                      new ContainerResources().withCpu(2.0).withMemory("64Gi")))))
              .create();
      assertThat(app.provisioningState()).isEqualTo(ContainerAppProvisioningState.SUCCEEDED);
      String revision = app.latestRevisionName();

      AppsFixture.await(
          () ->
              manager
                  .containerAppsRevisionReplicas()
                  .listReplicas(AppsFixture.GROUP, "sdk-app", revision)
                  .value()
                  .stream()
                  .anyMatch(
                      one -> ContainerAppReplicaRunningState.RUNNING.equals(one.runningState())));
      var shown =
          manager.containerAppsRevisions().getRevision(AppsFixture.GROUP, "sdk-app", revision);
      assertThat(shown.runningState()).isEqualTo(RevisionRunningState.RUNNING);
      assertThat(shown.replicas()).isEqualTo(1);
      assertThat(shown.template().scale().rules()).hasSize(1);

      manager.containerApps().stop(AppsFixture.GROUP, "sdk-app");
      AppsFixture.await(() -> running(manager).equals(ContainerAppRunningStatus.STOPPED));
      manager.containerApps().start(AppsFixture.GROUP, "sdk-app");
      AppsFixture.await(() -> running(manager).equals(ContainerAppRunningStatus.RUNNING));
      assertThat(manager.containerApps().listByResourceGroup(AppsFixture.GROUP).stream())
          .hasSize(1);

      manager.containerApps().deleteByResourceGroup(AppsFixture.GROUP, "sdk-app");
      assertThatThrownBy(
              () -> manager.containerApps().getByResourceGroup(AppsFixture.GROUP, "sdk-app"))
          .isInstanceOf(ManagementException.class);
    }
  }

  private static ContainerAppRunningStatus running(ContainerAppsApiManager manager) {
    return manager.containerApps().getByResourceGroup(AppsFixture.GROUP, "sdk-app").runningStatus();
  }

  private static JobExecutionRunningState status(
      ContainerAppsApiManager manager, JobExecutionBase execution) {
    return manager
        .resourceProviders()
        .jobExecution(AppsFixture.GROUP, "sdk-job", execution.name())
        .status();
  }
}
