package io.haymaker.docker.agent;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.EngineAnswers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The agents' image on an engine. Safe for many threads. */
public final class AgentImage {
  private static final String REPOSITORY = "haymaker-agent";

  /** By which the images that we made can be found, and pruned. */
  private static final Map<String, String> LABELS = Map.of("haymaker.image", "agent");

  /** On a machine with nothing else to do it takes some ten seconds. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final DockerEngine engine;
  private final AgentParts parts;
  private final String reference;
  private final ReentrantLock building = new ReentrantLock();

  /**
   * Reads the parts to learn the image's name; asks the engine nothing.
   *
   * @throws IOException when a part cannot be read
   */
  public AgentImage(DockerEngine engine, AgentParts parts) throws IOException {
    this.engine = engine;
    this.parts = parts;
    this.reference = REPOSITORY + ":" + ContentHash.of(parts);
  }

  /** Its name, which changes with its content. */
  public String reference() {
    return reference;
  }

  /** Whether the engine has it: found with its size in bytes. */
  public Look<Long> look() {
    return EngineAnswers.look(
        () ->
            Optional.ofNullable(engine.client().inspectImageCmd(reference).exec().getSize())
                .orElse(0L));
  }

  /**
   * Makes it where it is missing. Takes about ten seconds then, on two cores; of several callers
   * one works and the others wait.
   *
   * @return its name
   */
  public Outcome<String> ensure() {
    building.lock();
    try {
      return switch (look()) {
        case Look.Found<Long> _ -> Outcome.done(reference);
        case Look.Absent<Long> _ -> build();
        // Nothing was changed yet.
        case Look.CouldNotLook<Long>(Problem problem) ->
            new Outcome.Busy<>(problem, Optional.empty());
      };
    } finally {
      building.unlock();
    }
  }

  private Outcome<String> build() {
    try (var context = BuildContext.of(parts)) {
      return EngineAnswers.effect(() -> sent(context.file()));
    } catch (IOException e) {
      return Outcome.refused("AgentImage", "the agents' image cannot be made: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.busy("Interrupted", "the agents' image was not finished");
    }
  }

  private String sent(Path context) throws IOException {
    DockerClient patient = engine.streams();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(context));
        var answer = new BuildImageResultCallback()) {
      patient
          .buildImageCmd(in)
          .withTags(Set.of(reference))
          .withLabels(LABELS)
          .withPull(false)
          .withRemove(true)
          .withForcerm(true)
          .exec(answer)
          .awaitImageId(LONGEST.toSeconds(), TimeUnit.SECONDS);
      return reference;
    } catch (DockerClientException e) {
      throw new IOException("the engine could not make " + reference + ": " + e.getMessage(), e);
    }
  }
}
