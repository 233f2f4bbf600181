package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.Part;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.process.Child;
import io.haymaker.emulator.process.Folders;
import io.haymaker.emulator.time.Pauser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what runs of apps what the book says. Starting it ends what an earlier emulator left, and
 * begins the replicas of all apps anew; closing it ends them.
 */
final class AppRunner implements Part {

  private static final Logger LOG = LoggerFactory.getLogger(AppRunner.class);
  private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Cloud cloud;
  private final AppBook book;
  private final ReplicaPlanner planner;
  private final ResourceBook resources;
  private final WorkloadSecrets secrets;
  private final EnvironmentVariables variables;
  private final Map<String, ReplicaLoop> running = new ConcurrentHashMap<>();
  private final Map<ResourceId, Instant> idleAt = new ConcurrentHashMap<>();
  private @Nullable Thread watch;

  AppRunner(
      Cloud cloud,
      AppBook book,
      ReplicaPlanner planner,
      ResourceBook resources,
      WorkloadSecrets secrets,
      EnvironmentVariables variables) {
    this.cloud = cloud;
    this.book = book;
    this.planner = planner;
    this.resources = resources;
    this.secrets = secrets;
    this.variables = variables;
  }

  @Override
  public void start() throws IOException {
    try {
      for (Replica left : book.replicas()) {
        if (left.process().isPresent() && !Child.endOrphan(left.process().get(), ORPHAN_PATIENCE)) {
          LOG.warn("a process of an earlier emulator does not end: {}", left.process().get().pid());
        }
        book.forgetReplica(left.name());
        Folders.remove(folder(left.name()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while ending processes that an earlier emulator left", e);
    }
    for (ResourceId app :
        book.active().stream().map(Revision::app).collect(Collectors.toUnmodifiableSet())) {
      if (isThere(app)) {
        adjust(app);
      } else {
        book.forget(app);
        secrets.forget(app);
      }
    }
    watch = Thread.ofVirtual().name("apps-scaler").start(this::watch);
  }

  private boolean isThere(ResourceId id) {
    return resources.find(id).filter(resource -> resource.goneAt().isEmpty()).isPresent();
  }

  /** Idle apps lose their replicas when their time is up. */
  private void watch() {
    try {
      while (true) {
        Pauser.realTime().pause(BETWEEN_LOOKS);
        idleAt.entrySet().stream()
            .filter(entry -> !cloud.clock().instant().isBefore(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList()
            .forEach(this::adjust);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Plans what is missing and what is too much, and does it. Nobody is there to be refused. */
  private void adjust(ResourceId app) {
    try {
      cloud.store().atomically(() -> planner.plan(app));
    } catch (Refused full) {
      LOG.warn("the replicas of {} are not begun: {}", app.text(), full.getMessage());
    }
    follow(app);
  }

  /** Begins and ends what the book says, once it is durable. */
  void follow(ResourceId app) {
    planner.idleAt(app).ifPresentOrElse(at -> idleAt.put(app, at), () -> idleAt.remove(app));
    for (Replica replica : book.replicas(app)) {
      if (replica.status() == Replica.Status.ENDING) {
        Optional.ofNullable(running.get(replica.name())).ifPresent(ReplicaLoop::stop);
      } else {
        running.computeIfAbsent(replica.name(), _ -> begun(replica));
      }
    }
  }

  private ReplicaLoop begun(Replica replica) {
    ContainerSpec container =
        book.revision(replica.app(), replica.revision()).orElseThrow().container();
    var plan =
        new ReplicaLoop.Plan(
            () -> command(container),
            container.probes(),
            folder(replica.name()),
            log(replica.name()));
    var loop =
        new ReplicaLoop(
            replica.name(),
            plan,
            () ->
                resources
                    .find(replica.app())
                    .map(app -> variables.of(app, container))
                    .orElseGet(
                        () -> new EnvironmentVariables.Resolved.Incomplete("the app is gone")),
            book,
            cloud.clock());
    loop.begin(() -> ended(replica.name()));
    return loop;
  }

  private Optional<List<String>> command(ContainerSpec container) {
    return cloud
        .command(container.image())
        .map(image -> Stream.concat(image.stream(), container.arguments().stream()).toList());
  }

  private void ended(String replica) {
    Folders.remove(folder(replica));
    book.forgetReplica(replica);
    running.remove(replica);
  }

  /** An app that is deleted: its replicas get SIGTERM and the grace. */
  void forget(ResourceId app) {
    cloud
        .store()
        .atomically(
            () -> {
              book.replicas(app).forEach(one -> book.change(one.name(), Replica::ending));
              book.forget(app);
              return true;
            });
    follow(app);
  }

  /** The output of a replica so far, also when it has ended; empty if there is none. */
  Optional<String> output(String name) throws IOException {
    Path file = log(name);
    return name.matches("[a-z0-9-]+") && Files.exists(file)
        ? Optional.of(Files.readString(file))
        : Optional.empty();
  }

  @Override
  public void close() {
    Thread watching = watch;
    if (watching != null) {
      watching.interrupt();
    }
    List<ReplicaLoop> all = List.copyOf(running.values());
    all.forEach(ReplicaLoop::abandon);
    try {
      for (ReplicaLoop one : all) {
        one.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Path folder(String replica) {
    return cloud.folder().path().resolve("replicas").resolve(replica);
  }

  private Path log(String replica) {
    return cloud.folder().path().resolve("replicas").resolve(replica + ".log");
  }
}
