package io.haymaker.azure.runtime;

import com.azure.resourcemanager.appcontainers.fluent.models.JobExecutionInner;
import io.haymaker.core.runtime.ContainerState;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

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

  /** The container's state; empty before its first start. */
  Optional<ContainerState> state() {
    return all.stream().findFirst().map(Executions::state);
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
