package io.haymaker.main.wiring;

import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.EngineAnswers;
import io.haymaker.docker.agent.AgentImage;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.program.Programs;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The Docker engine of this machine, for agents. */
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
    return new AgentPlace.Docker(engine, host, network, isLocal, image);
  }

  /**
   * Makes sure that an engine answers and has the agents' image.
   *
   * @param news hears of what takes long
   * @throws CommandFailure as a wrong use when there is no engine, as a failure when the image
   *     cannot be made
   */
  public static void prepare(AgentPlace.Docker place, Consumer<String> news) {
    DockerEngine engine = place.engine();
    Look<Boolean> ping =
        EngineAnswers.look(
            () -> {
              engine.client().pingCmd().exec();
              return true;
            });
    if (!(ping instanceof Look.Found)) {
      throw CommandFailure.usage(
          "--runtime docker: no Docker engine answers at %s; start one, or set DOCKER_HOST"
              .formatted(place.host()));
    }
    place.image().ifPresent(image -> make(image, news));
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
