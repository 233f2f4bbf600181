package io.haymaker.azure.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.HealthProbe;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.Restart;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppsRuntimeIT extends ContainerAppsContract {

  AppsRuntimeIT() {
    super(AgentKind.APP, "containerApps", Restart.ALWAYS);
  }

  @Override
  protected void plant(ContainerName name, Map<String, String> labels) {
    world.plantApp(name, labels);
  }

  @Override
  protected void uproot(ContainerName name) {
    world.uprootApp(name);
  }

  @Override
  protected List<String> remainders() {
    return world.apps();
  }

  @Override
  void afterRefusal(ContainerName refused) {
    assertThat(runtime().find(refused)).isInstanceOf(Look.Absent.class);
  }

  @Test
  void aLostAnswerBeginsItOnce() {
    var name = new ContainerName("lost-answer");
    LaunchSpec spec = runsUntilStopped(name, labels());
    world.azure().loseNext("PUT", path(name));
    assertThat(runtime().launch(spec)).isInstanceOf(Outcome.Unknown.class);

    ContainerHandle handle = done(runtime().launch(spec));

    await(handle, ContainerState.Running.class);
    assertThat(timesBegun(name)).isEqualTo(1);
    assertThat(runtime().destroy(handle, FOLLOW).isDone()).isTrue();
  }

  @Test
  void aLaunchThatComesLateChangesNothingOfWhatWasStopped() {
    var name = new ContainerName("late");
    LaunchSpec spec = runsUntilStopped(name, labels());
    ContainerHandle handle = done(runtime().launch(spec));
    await(handle, ContainerState.Running.class);
    assertThat(runtime().stop(handle).isDone()).isTrue();

    assertThat(done(runtime().launch(spec))).isEqualTo(handle);

    await(handle, ContainerState.Stopped.class);
    assertThat(runtime().destroy(handle, FOLLOW).isDone()).isTrue();
  }

  @Test
  void whoIsNotAliveIsBegunAgainByThePlatform() {
    var name = new ContainerName("unhealthy");
    LaunchSpec spec = runsUntilStopped(name, labels());
    var nobodyThere =
        HealthProbe.liveness(new HealthProbe.Question.Http(1, "/healthz"))
            .every(Duration.ofSeconds(1), 1);
    ContainerHandle handle = done(runtime().launch(spec.with(spec.options().asked(nobodyThere))));

    await(handle, ContainerState.Failed.class);

    assertThat(view(handle).facts().restarts()).isPositive();
    assertThat(runtime().destroy(handle, FOLLOW).isDone()).isTrue();
  }

  @Test
  void aScaleAndItsRulesReachTheService() {
    var scale =
        new AppScale(
            2,
            5,
            List.of(new AppScale.Rule("queue", "azure-servicebus", Map.of("queueName", "q"))));
    LaunchSpec spec = runsUntilStopped(new ContainerName("scaled"), labels());

    var written = new AppDefinition(world.settings(AgentKind.APP), scale).of(spec);

    assertThat(written.template().scale().minReplicas()).isEqualTo(2);
    assertThat(written.template().scale().maxReplicas()).isEqualTo(5);
    assertThat(written.template().scale().rules().getFirst().custom().type())
        .isEqualTo("azure-servicebus");
    assertThat(written.configuration().ingress()).isNull();
  }
}
