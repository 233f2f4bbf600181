package io.haymaker.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.docker.BoundedCall;
import io.haymaker.docker.EngineAnswers;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The network of an installation's strict containers: they reach each other on it, and nothing
 * beyond. It is there as long as one of them is.
 */
final class StrictNetwork {
  private final DockerClient client;
  private final EngineSettings settings;

  /** The engine makes two of one name when it is asked twice at once. */
  private final ReentrantLock making = new ReentrantLock();

  StrictNetwork(DockerClient client, EngineSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  String name() {
    return "haymaker-%s-strict".formatted(settings.installation());
  }

  /** Safe to repeat, also at once. */
  Outcome<Boolean> make() {
    return EngineAnswers.effect(
        () ->
            BoundedCall.within(
                Launcher.PATIENCE,
                () -> {
                  making.lock();
                  try {
                    client
                        .createNetworkCmd()
                        .withName(name())
                        .withInternal(true)
                        .withCheckDuplicate(true)
                        .withLabels(
                            Map.of(ManagedLabels.INSTALLATION, settings.installation().value()))
                        .exec();
                    return true;
                  } catch (ConflictException e) {
                    return false;
                  } finally {
                    making.unlock();
                  }
                }));
  }

  /**
   * Tries to remove it when no strict container is left. One that is being launched makes it again,
   * or keeps it by running; what could not be removed is tried again with the next container.
   */
  Outcome<Removal> removeUnused() {
    return EngineAnswers.effect(
        () ->
            BoundedCall.within(
                Launcher.PATIENCE,
                () -> {
                  if (!client
                      .listContainersCmd()
                      .withShowAll(true)
                      .withLabelFilter(
                          Map.of(
                              ManagedLabels.INSTALLATION,
                              settings.installation().value(),
                              ManagedLabels.STRICT,
                              "true"))
                      .exec()
                      .isEmpty()) {
                    return Removal.ALREADY_ABSENT;
                  }
                  try {
                    client.removeNetworkCmd(name()).exec();
                    return Removal.REMOVED;
                  } catch (NotFoundException e) {
                    return Removal.ALREADY_ABSENT;
                  }
                }));
  }
}
