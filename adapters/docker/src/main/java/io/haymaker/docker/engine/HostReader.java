package io.haymaker.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Info;
import io.haymaker.core.engine.HostFacts;
import io.haymaker.core.outcome.Look;
import io.haymaker.docker.BoundedCall;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.EngineAnswers;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * On what an engine runs. That the engine answers is seen each time, by its list of what runs; what
 * does not change is asked for once a minute, because the engine runs programs to tell it.
 *
 * <p>The disk is that of the engine's data where it is on this machine. An engine elsewhere tells
 * only what its images and containers take, not how large its disk is: then there is no disk.
 */
final class HostReader {
  private static final Duration KEPT = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(HostReader.class);

  private record Machine(String name, int cores, long memoryBytes, String root, Instant readAt) {}

  private final DockerEngine engine;
  private final DockerClient client;
  private final EngineSettings settings;
  private final Clock clock;
  private volatile Optional<Machine> known = Optional.empty();

  HostReader(DockerEngine engine, EngineSettings settings, Clock clock) {
    this.engine = engine;
    this.client = engine.client();
    this.settings = settings;
    this.clock = clock;
  }

  Look<HostFacts> look() {
    Look<List<Container>> running = look(() -> client.listContainersCmd().exec());
    return running.then(
        containers ->
            machine()
                .then(
                    machine ->
                        Look.found(
                            new HostFacts(
                                machine.name(),
                                machine.cores(),
                                machine.memoryBytes(),
                                disk(machine.root()),
                                containers.size()))));
  }

  private Look<Machine> machine() {
    Instant now = clock.instant();
    Optional<Machine> last = known;
    if (last.isPresent() && last.get().readAt().plus(KEPT).isAfter(now)) {
      return Look.found(last.get());
    }
    Look<Machine> look = look(() -> machine(client.infoCmd().exec(), now));
    if (look instanceof Look.Found<Machine>(Machine machine)) {
      known = Optional.of(machine);
    }
    // The engine has just answered: that it is slow to tell does not change its machine.
    return look instanceof Look.CouldNotLook<Machine> && last.isPresent()
        ? Look.found(last.get())
        : look;
  }

  /** Two looks may follow each other. */
  private <T> Look<T> look(Callable<T> call) {
    return EngineAnswers.look(() -> BoundedCall.within(settings.lookWithin().dividedBy(2), call));
  }

  private static Machine machine(Info info, Instant now) {
    return new Machine(
        Objects.requireNonNullElse(info.getName(), "docker"),
        Math.max(1, Objects.requireNonNullElse(info.getNCPU(), 1)),
        Objects.requireNonNullElse(info.getMemTotal(), 0L),
        Objects.requireNonNullElse(info.getDockerRootDir(), ""),
        now);
  }

  private Optional<HostFacts.Disk> disk(String root) {
    Path data = Path.of(root);
    if (!engine.isLocal() || root.isEmpty() || !Files.isDirectory(data)) {
      return Optional.empty();
    }
    try {
      FileStore store = Files.getFileStore(data);
      return store.getTotalSpace() <= 0
          ? Optional.empty()
          : Optional.of(new HostFacts.Disk(store.getTotalSpace(), store.getUsableSpace()));
    } catch (IOException e) {
      // The engine's folder, not ours: that it cannot be measured makes no other fact unknown.
      LOG.warn("the disk of the engine's data at {} cannot be measured", root, e);
      return Optional.empty();
    }
  }
}
