package io.haymaker.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.outcome.Removal;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** What an engine's answers mean, and what it means when there is none. */
public final class EngineAnswers {
  /** The code of the problem when somebody else has the host's port that was asked for. */
  public static final String PORT_TAKEN = "PortTaken";

  /** The engine calls it an error of its own; these are its words, and the kernel's. */
  private static final Pattern TAKEN =
      Pattern.compile("port is already allocated|address already in use");

  private EngineAnswers() {}

  /**
   * Asks for an effect. No answer means that nobody knows; an error of the engine's own that it may
   * be over later; any other refusal is final.
   */
  public static <T> Outcome<T> effect(Callable<T> call) {
    try {
      return Outcome.done(call.call());
    } catch (DockerException e) {
      return refusal(e);
    } catch (Exception e) {
      return new Outcome.Unknown<>(noAnswer(e));
    }
  }

  /** Looks at one thing; a 404 is its absence. */
  public static <T> Look<T> look(Callable<T> call) {
    try {
      return Look.found(call.call());
    } catch (NotFoundException e) {
      return Look.absent();
    } catch (DockerException e) {
      return new Look.CouldNotLook<>(problem(e));
    } catch (Exception e) {
      return new Look.CouldNotLook<>(noAnswer(e));
    }
  }

  /** Removes a container with its volumes, ending it first where it runs. */
  public static Removal removed(DockerClient client, String id) {
    try {
      client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
      return Removal.REMOVED;
    } catch (NotFoundException e) {
      return Removal.ALREADY_ABSENT;
    }
  }

  private static <T> Outcome<T> refusal(DockerException e) {
    Problem problem = problem(e);
    if (TAKEN.matcher(problem.message()).find()) {
      return Outcome.refused(PORT_TAKEN, problem.message());
    }
    return switch (e.getHttpStatus()) {
      case 500 -> new Outcome.Unknown<>(problem);
      case 409, 429, 503 -> new Outcome.Busy<>(problem, Optional.empty());
      default -> new Outcome.Refused<>(problem);
    };
  }

  private static Problem problem(DockerException e) {
    return new Problem("Engine%d".formatted(e.getHttpStatus()), words(e));
  }

  private static Problem noAnswer(Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return new Problem("EngineAway", "the Docker engine does not answer: " + words(e));
  }

  private static String words(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.replaceAll("\\s+", " ").strip();
  }
}
