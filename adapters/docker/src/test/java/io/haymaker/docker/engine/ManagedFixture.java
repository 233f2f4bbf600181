package io.haymaker.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network;
import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceSpec;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.runtime.PortRequest;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.Engine;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Managed containers of one test class on the tests' engine. */
final class ManagedFixture implements AutoCloseable {
  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final InstallationId installation = new InstallationId("managed-" + mark);
  private final DockerEngine docker = Engine.open();
  private final List<InstanceId> planted = new ArrayList<>();

  InstallationId installation() {
    return installation;
  }

  /** Whether the engine is this machine's. */
  boolean isLocal() {
    return docker.isLocal();
  }

  DockerClient client() {
    return docker.client();
  }

  /** A new one of the installation, which knows nothing yet; it waits long for a loaded machine. */
  ContainerEngine engine() {
    return new DockerContainerEngine(
        docker,
        new EngineSettings(installation, "127.0.0.1", Duration.ofSeconds(60)),
        Clock.systemUTC());
  }

  String name(String what) {
    return "managed-%s-%s".formatted(what, mark);
  }

  InstanceSpec spec(String what) {
    return spec(what, Engine.RUNS);
  }

  InstanceSpec spec(String what, String image) {
    return spec(what, image, List.of(), false);
  }

  InstanceSpec spec(String what, String image, List<PortRequest> ports, boolean strict) {
    return new InstanceSpec(name(what), image, Limits.NONE, Map.of(), ports, strict);
  }

  /** Somebody else's, running. */
  InstanceId plant(String what, Map<String, String> labels) {
    String id =
        client()
            .createContainerCmd(Engine.RUNS)
            .withName(name(what))
            .withLabels(labels)
            .exec()
            .getId();
    planted.add(new InstanceId(id));
    client().startContainerCmd(id).exec();
    return new InstanceId(id);
  }

  List<Network> networks() {
    return client()
        .listNetworksCmd()
        .withFilter("label", List.of("haymaker.installation=" + installation))
        .exec();
  }

  void removeEverything() {
    ContainerEngine engine = engine();
    complete(engine.instances()).stream()
        .filter(instance -> instance.ours())
        .forEach(instance -> done(engine.remove(instance.id())));
    for (InstanceId id : planted) {
      try {
        client().removeContainerCmd(id.value()).withForce(true).exec();
      } catch (NotFoundException e) {
        // The test has removed it.
      }
    }
    planted.clear();
  }

  void await(String what, BooleanSupplier condition) {
    for (int looks = 0; looks < 1200; looks++) {
      if (condition.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    throw new AssertionError("it does not come: " + what);
  }

  static <T> List<T> complete(Listing<T> listing) {
    if (listing instanceof Listing.Complete<T>(List<T> items)) {
      return items;
    }
    throw new AssertionError("expected a complete listing, but: " + listing);
  }

  static <T> T done(Outcome<T> outcome) {
    if (outcome instanceof Outcome.Done<T>(T value)) {
      return value;
    }
    throw new AssertionError("expected it to be done, but: " + outcome);
  }

  @Override
  public void close() {
    docker.close();
  }
}
