package io.haymaker.azure.runtime;

import com.azure.resourcemanager.appcontainers.fluent.models.JobExecutionInner;
import io.haymaker.core.runtime.ContainerFacts;
import io.haymaker.core.runtime.ContainerState;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A job's executions, the oldest first. The oldest is the container; a younger one is a start that
 * was repeated after its answer was lost, and is stopped.
 */
record Executions(List<JobExecutionInner> all) {

  private static final Comparator<JobExecutionInner> BY_AGE =
      Comparator.comparing(
              (JobExecutionInner execution) ->
                  Objects.requireNonNullElse(execution.startTime(), OffsetDateTime.MAX))
          .thenComparing(JobExecutionInner::name);

  Executions {
    all = all.stream().sorted(BY_AGE).toList();
  }

  boolean none() {
    return all.isEmpty();
  }

  /** Names of those that have not ended. */
  List<String> running() {
    return names(all);
  }

  /** Names of those that should not have been begun and have not ended. */
  List<String> duplicates() {
    return names(all.stream().skip(1).toList());
  }

  private static List<String> names(List<JobExecutionInner> executions) {
    return executions.stream()
        .filter(execution -> !state(execution).isTerminal())
        .map(JobExecutionInner::name)
        .toList();
  }

  /** The name of the one that is the container; there must be one. */
  String oldest() {
    return all.getFirst().name();
  }

  /** The container's state; there must be an execution. */
  ContainerState state() {
    return state(all.getFirst());
  }

  /** What else is told of the container: Azure keeps its exit code to itself. */
  ContainerFacts facts() {
    return new ContainerFacts(
        Optional.ofNullable(all.getFirst().startTime()).map(OffsetDateTime::toInstant),
        Optional.ofNullable(all.getFirst().endTime()).map(OffsetDateTime::toInstant),
        OptionalInt.empty(),
        0,
        List.of());
  }

  /** A status that we do not know means that it runs: never take the unknown for an end. */
  private static ContainerState state(JobExecutionInner execution) {
    String status = String.valueOf(execution.status()).toLowerCase(Locale.ROOT);
    return switch (status) {
      case "processing" -> new ContainerState.Starting();
      case "succeeded" -> new ContainerState.Succeeded();
      case "failed" -> new ContainerState.Failed("execution %s failed".formatted(execution.name()));
      case "stopped" -> new ContainerState.Stopped();
      default -> new ContainerState.Running();
    };
  }
}
