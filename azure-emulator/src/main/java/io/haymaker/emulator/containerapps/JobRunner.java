package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.Part;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.containerapps.Execution.Reason;
import io.haymaker.emulator.containerapps.Execution.Status;
import io.haymaker.emulator.graph.GraphTenant;
import io.haymaker.emulator.process.Child;
import io.haymaker.emulator.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executions that run in this process. Starting it settles what an earlier emulator left:
 * executions that were running are recorded as failed, and their processes are ended. Closing it
 * ends every child.
 */
final class JobRunner implements Part {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(5);

  private record Running(Workload workload, Thread thread) {}

  private final Cloud cloud;
  private final ExecutionBook book;
  private final ResourceBook resources;
  private final WorkloadSecrets secrets;
  private final GraphTenant tenant;
  private final Map<String, Running> running = new ConcurrentHashMap<>();

  JobRunner(
      Cloud cloud,
      ExecutionBook book,
      ResourceBook resources,
      WorkloadSecrets secrets,
      GraphTenant tenant) {
    this.tenant = tenant;
    this.cloud = cloud;
    this.book = book;
    this.resources = resources;
    this.secrets = secrets;
  }

  @Override
  public void start() throws IOException {
    try {
      for (Execution execution : book.live()) {
        settle(execution);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while ending processes that an earlier emulator left", e);
    }
    for (ResourceId job : book.jobs()) {
      if (!isThere(job)) {
        book.forget(job);
        secrets.forget(job);
      }
    }
    tenant.retainManagedIdentities(id -> ResourceId.parse(id).filter(this::isThere).isPresent());
  }

  /** A resource whose deletion is in progress is as good as gone. */
  private boolean isThere(ResourceId id) {
    return resources.find(id).filter(resource -> resource.goneAt().isEmpty()).isPresent();
  }

  private void settle(Execution execution) throws InterruptedException {
    boolean ended =
        execution.process().isEmpty()
            || Child.endOrphan(execution.process().get(), ORPHAN_PATIENCE);
    if (!ended) {
      LOG.warn(
          "a process of an earlier emulator does not end: {}", execution.process().get().pid());
    }
    Reason reason =
        new Reason("NodeLost", "The emulator was started anew while the execution was running.");
    book.change(
        execution.name(),
        record -> record.ended(Status.FAILED, Optional.of(reason), cloud.clock().instant()));
    Folders.remove(folder(execution.name()));
  }

  /**
   * Starts an execution whose record is in the book, or in the caller's transaction: the thread
   * waits for that, and does nothing if it is undone.
   */
  void launch(
      Execution execution,
      List<String> command,
      Duration timeout,
      int retries,
      Workload.Variables variables) {
    Workload.Plan plan =
        new Workload.Plan(
            command, timeout, retries, folder(execution.name()), log(execution.name()));
    Workload workload = new Workload(execution, plan, variables, book, cloud.clock());
    Thread thread =
        Thread.ofVirtual().name("execution-" + execution.name()).unstarted(() -> run(workload));
    running.put(execution.name(), new Running(workload, thread));
    thread.start();
  }

  private void run(Workload workload) {
    Execution execution = workload.execution();
    try {
      workload.run();
    } finally {
      Folders.remove(folder(execution.name()));
      running.remove(execution.name());
      if (!isThere(execution.job())) {
        book.forget(execution.name());
      }
    }
  }

  /** Asks an execution to end; does nothing if it is not running. */
  void stop(String name) {
    Optional.ofNullable(running.get(name)).map(Running::workload).ifPresent(Workload::stop);
  }

  /** Ends an execution without grace and forgets that it was ever there; false if it was not. */
  boolean forget(String name) {
    boolean known = book.find(name).isPresent();
    book.forget(name);
    Optional.ofNullable(running.get(name)).map(Running::workload).ifPresent(Workload::abandon);
    return known;
  }

  /** The output of an execution so far; empty if there is none. */
  Optional<String> output(String name) throws IOException {
    Path file = log(name);
    boolean known = book.find(name).isPresent();
    return known && Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  @Override
  public void close() {
    List<Running> all = List.copyOf(running.values());
    all.forEach(one -> one.workload().abandon());
    for (Running one : all) {
      try {
        one.thread().join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private Path root() {
    return cloud.folder().path().resolve("executions");
  }

  private Path folder(String name) {
    return root().resolve(name);
  }

  private Path log(String name) {
    return root().resolve(name + ".log");
  }
}
