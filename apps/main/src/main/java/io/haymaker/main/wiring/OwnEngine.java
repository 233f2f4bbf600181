package io.haymaker.main.wiring;

import io.haymaker.core.identity.SecretReader;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.EngineAnswers;
import io.haymaker.docker.agent.AgentImage;
import io.haymaker.docker.runtime.DockerRuntime;
import io.haymaker.docker.runtime.DockerSettings;
import io.haymaker.docker.runtime.EngineMachine;
import io.haymaker.docker.runtime.Rights;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.program.Programs;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The Docker engine of this machine, for agents and the containers of scalers. */
public final class OwnEngine {
  private static final String USUAL = "unix:///var/run/docker.sock";

  private final DockerEngine engine;
  private final String host;

  private OwnEngine(DockerEngine engine, String host) {
    this.engine = engine;
    this.host = host;
  }

  /** Where the environment says that it is, or the usual place. */
  public static String host(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("DOCKER_HOST"))
        .filter(text -> !text.isBlank())
        .orElse(USUAL);
  }

  /**
   * Asks it nothing yet.
   *
   * @throws CommandFailure when that is no address
   */
  public static OwnEngine at(String host) {
    try {
      return new OwnEngine(DockerEngine.at(host), host);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("DOCKER_HOST: '%s' is no address of an engine".formatted(host));
    }
  }

  DockerEngine engine() {
    return engine;
  }

  /** Its address, as in {@code DOCKER_HOST}. */
  String host() {
    return host;
  }

  /**
   * Containers of an installation on it.
   *
   * @param network which one they join
   * @param vault reads the secrets of what is launched
   */
  ContainerRuntime runtime(String network, InstallationId installation, SecretReader vault) {
    return new DockerRuntime(
        engine,
        new DockerSettings(network, Rights.STRICT, DockerSettings.secretsOf(installation)),
        installation,
        vault);
  }

  /**
   * The image that we make of what the build left.
   *
   * @throws CommandFailure when the build left none
   */
  public AgentImage agentImage() {
    try {
      return new AgentImage(engine, Programs.ofThisInstallation().agentParts());
    } catch (IOException e) {
      throw CommandFailure.refused("the agents' image cannot be made: " + e.getMessage());
    }
  }

  /**
   * Agents on it.
   *
   * @param image the one that we make; empty where the engine has theirs already
   */
  public AgentPlace.Docker place(String network, boolean isLocal, Optional<AgentImage> image) {
    return new AgentPlace.Docker(this, network, isLocal, image);
  }

  /**
   * Makes sure that an engine answers and has the agents' image.
   *
   * @param news hears of what takes long
   * @throws CommandFailure as a wrong use when there is no engine, as a failure when the image
   *     cannot be made
   */
  public static void prepare(AgentPlace.Docker place, Consumer<String> news) {
    OwnEngine own = place.own();
    Look<Boolean> ping =
        EngineAnswers.look(
            () -> {
              own.engine.client().pingCmd().exec();
              return true;
            });
    if (!(ping instanceof Look.Found)) {
      throw own.isAway("--runtime docker");
    }
    place.image().ifPresent(image -> make(image, news));
  }

  /**
   * Makes sure that it answers and has an image: containers are never pulled for here.
   *
   * @param asker the setting that asks for an engine, for the message
   * @return how large a container can be here
   * @throws CommandFailure as a wrong use when there is no engine, or no such image on it
   */
  ContainerSize requireImage(String asker, String image) {
    Look<ContainerSize> machine = EngineMachine.largestContainer(engine);
    if (!(machine instanceof Look.Found<ContainerSize>(ContainerSize largest))) {
      throw isAway(asker);
    }
    if (EngineAnswers.look(() -> engine.client().inspectImageCmd(image).exec())
        instanceof Look.Absent) {
      throw CommandFailure.usage(
          "%s: the Docker engine at %s does not have the image %s; pull it there first"
              .formatted(asker, host, image));
    }
    return largest;
  }

  private CommandFailure isAway(String asker) {
    return CommandFailure.usage(
        "%s: no Docker engine answers at %s; start one, or set DOCKER_HOST".formatted(asker, host));
  }

  private static void make(AgentImage image, Consumer<String> news) {
    if (image.look() instanceof Look.Found) {
      return;
    }
    news.accept("making the agents' image %s, once".formatted(image.reference()));
    Outcome<String> made = image.ensure();
    made.obstacle()
        .ifPresent(
            problem -> {
              throw CommandFailure.refused("the agents' image: " + problem.message());
            });
  }
}
