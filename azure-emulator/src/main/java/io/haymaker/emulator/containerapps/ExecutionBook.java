package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.store.DocumentStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * All executions, also those that have ended, until their job is deleted. Names are unique in the
 * cloud.
 */
final class ExecutionBook {

  private static final String KIND = "containerapps.execution";

  private final DocumentStore store;

  ExecutionBook(DocumentStore store) {
    this.store = store;
  }

  Optional<Execution> find(String name) {
    return store.get(KIND, name).map(Execution::parse);
  }

  Optional<Execution> find(ResourceId job, String name) {
    return find(name).filter(execution -> execution.job().key().equals(job.key()));
  }

  /** The executions of a job, the youngest first. */
  List<Execution> ofJob(ResourceId job) {
    return list(execution -> execution.job().key().equals(job.key())).stream()
        .sorted(Comparator.comparing(Execution::startedAt).reversed())
        .toList();
  }

  List<Execution> live() {
    return list(execution -> execution.status().isLive());
  }

  void put(Execution execution) {
    store.put(KIND, execution.name(), execution.toJson());
  }

  /** Changes an execution that still lives; false if it has ended or is not there any more. */
  boolean change(String name, UnaryOperator<Execution> change) {
    return store.atomically(
        () -> {
          Optional<Execution> changed =
              find(name).filter(execution -> execution.status().isLive()).map(change);
          changed.ifPresent(this::put);
          return changed.isPresent();
        });
  }

  /** The jobs of all executions. */
  Set<ResourceId> jobs() {
    return list(_ -> true).stream().map(Execution::job).collect(Collectors.toUnmodifiableSet());
  }

  void forget(String name) {
    store.delete(KIND, name);
  }

  /** Forgets the executions of a job that have ended. */
  void forgetEnded(ResourceId job) {
    ofJob(job).stream()
        .filter(execution -> !execution.status().isLive())
        .forEach(execution -> forget(execution.name()));
  }

  void forget(ResourceId job) {
    ofJob(job).forEach(execution -> forget(execution.name()));
  }

  private List<Execution> list(Predicate<Execution> test) {
    return store.list(KIND).stream()
        .map(entry -> Execution.parse(entry.document()))
        .filter(test)
        .toList();
  }
}
