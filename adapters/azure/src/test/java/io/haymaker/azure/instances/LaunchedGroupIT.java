package io.haymaker.azure.instances;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.EmulatedAzure;
import io.haymaker.azure.instances.ContainerInstancesSettings.RegistryLogin;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.LaunchSpec.SecretSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a launched group is as others read it, and what it costs to look at groups. */
class LaunchedGroupIT {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final int LOOKS = 600;
  private static final Map<String, String> LABELS = EmulatedAzure.owner(RunId.random()).tags();

  @TempDir static Path data;
  private static InstancesWorld world;

  @BeforeAll
  static void start() {
    world = new InstancesWorld(data);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @AfterEach
  void clear() {
    world.groups().forEach(name -> world.uproot(new ContainerName(name)));
  }

  private static ContainerRuntime runtime() {
    return world.runtime(InstancesWorld.settings());
  }

  private static ContainerHandle launched(ContainerRuntime runtime, LaunchSpec spec) {
    Outcome<ContainerHandle> launched = runtime.launch(spec);
    assertThat(launched).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<ContainerHandle>) launched).value();
  }

  private static void await(ContainerHandle handle, Class<? extends ContainerState> wanted)
      throws InterruptedException {
    for (int i = 0; i < LOOKS && !wanted.isInstance(state(handle)); i++) {
      Pauser.system().pause(BETWEEN_LOOKS);
    }
    assertThat(state(handle)).isInstanceOf(wanted);
  }

  private static ContainerState state(ContainerHandle handle) {
    Look<ContainerView> look = runtime().inspect(handle);
    assertThat(look).isInstanceOf(Look.Found.class);
    return ((Look.Found<ContainerView>) look).value().state();
  }

  private static LaunchSpec spec(ContainerName name, Map<String, SecretSource> secrets) {
    return world.spec(name, InstancesWorld.SECRET, LABELS, secrets);
  }

  @Test
  void theVaultsSecretReachesTheContainerAndNobodyElse() throws InterruptedException {
    var name = new ContainerName("with-secret");
    ContainerHandle handle =
        launched(
            runtime(), spec(name, Map.of("S", new SecretSource("one", InstancesWorld.SECRET_URL))));

    // Its program ends badly unless it has the value.
    await(handle, ContainerState.Succeeded.class);
    JsonNode shown = world.shown(name);
    assertThat(shown.toString()).doesNotContain(InstancesWorld.SECRET_VALUE);
    assertThat(variable(shown, "S").propertyNames()).containsExactly("name");
    assertThat(variable(shown, "BEGUN").propertyNames()).as("plain").contains("value");
  }

  private static JsonNode variable(JsonNode group, String name) {
    return group
        .at("/properties/containers/0/properties/environmentVariables")
        .valueStream()
        .filter(variable -> variable.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no variable " + name + " in " + group));
  }

  @Test
  void withoutTheVaultsSecretNothingIsLaunched() {
    var none = Map.of("S", new SecretSource("two", "https://vault.test/secrets/two/1"));

    assertThat(runtime().launch(spec(new ContainerName("without"), none)).obstacle())
        .get()
        .matches(problem -> problem.is("SecretMissing"));
    assertThat(world.groups()).isEmpty();
  }

  private static LaunchSpec pulled() {
    return world.spec(
        new ContainerName("pulled"), world.registry() + "/" + InstancesWorld.RUNS, LABELS);
  }

  private static void cannotPull(ContainerRuntime runtime) {
    assertThat(runtime.launch(pulled()).obstacle())
        .get()
        .matches(problem -> problem.is("InaccessibleImage"));
  }

  @Test
  void anImageIsPulledByPasswordAndRunsInTheSubnetWithTheIdentity() throws InterruptedException {
    var info = world.azure().emulator().info();
    var password = new SecretValue(info.clientSecret().reveal());
    var byPassword = new RegistryLogin.ByPassword(world.registry(), info.clientId(), password);
    var settings =
        new ContainerInstancesSettings(
            InstancesWorld.GROUP,
            "westeurope",
            ContainerInstancesSettings.LARGEST,
            Optional.of(byPassword),
            Set.of(world.identity()),
            Optional.of(world.subnet()),
            Optional.empty());
    cannotPull(runtime());

    await(launched(world.runtime(settings), pulled()), ContainerState.Running.class);

    JsonNode shown = world.shown(pulled().name());
    assertThat(shown.toString()).doesNotContain(password.reveal());
    assertThat(shown.at("/properties/subnetIds").valueStream())
        .extracting(subnet -> subnet.path("id").asString())
        .containsExactly(world.subnet());
    assertThat(shown.at("/identity/type").asString()).isEqualTo("UserAssigned");
    assertThat(shown.at("/identity/userAssignedIdentities").propertyNames())
        .containsExactly(world.identity());
  }

  @Test
  void anImageIsPulledByAnIdentityThatMayPull() throws InterruptedException {
    var byIdentity = new RegistryLogin.ByIdentity(world.registry(), world.identity());
    ContainerRuntime runtime = world.runtime(InstancesWorld.settings().pullingAs(byIdentity));
    cannotPull(runtime);
    world.letPull();

    await(launched(runtime, pulled()), ContainerState.Running.class);

    assertThat(world.shown(pulled().name()).at("/properties/subnetIds").isMissingNode())
        .as("no subnet unless one is set")
        .isTrue();
  }

  @Test
  void aListingReadsEachGroupOnceAndAGlanceNone() {
    List<String> names = List.of("one", "two", "three");
    names.forEach(name -> world.plant(new ContainerName(name), LABELS));
    String list = "GET " + world.paths();
    var reads = new ArrayList<>(List.of(list));
    names.forEach(name -> reads.add(list + "/" + name));
    ContainerRuntime runtime = runtime();

    assertThat(
            world
                .azure()
                .requestsOf(() -> shows(names, runtime.list(EmulatedAzure.OURS, Optional.empty()))))
        .containsExactlyInAnyOrderElementsOf(reads);
    assertThat(
            world
                .azure()
                .requestsOf(
                    () -> shows(names, runtime.glance(EmulatedAzure.OURS, Optional.empty()))))
        .containsExactly(list);
  }

  private static void shows(List<String> names, Listing<ContainerView> listing) {
    assertThat(listing).isInstanceOf(Listing.Complete.class);
    assertThat(((Listing.Complete<ContainerView>) listing).items())
        .extracting(view -> view.handle().name().value())
        .containsExactlyInAnyOrderElementsOf(names);
  }
}
