package io.haymaker.azure.runtime;

import com.azure.resourcemanager.appcontainers.fluent.models.ReplicaInner;
import com.azure.resourcemanager.appcontainers.models.ContainerAppReplicaRunningState;
import com.azure.resourcemanager.appcontainers.models.ReplicaContainer;
import io.haymaker.core.runtime.ContainerFacts;
import io.haymaker.core.runtime.ContainerState;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The replicas of an app's newest revision, taken together for one container. */
record AppReplicas(List<ReplicaInner> all) {

  AppReplicas {
    all = List.copyOf(all);
  }

  /** A container that was begun again has ended before: how, nobody tells. */
  ContainerState state() {
    int restarts = restarts();
    if (restarts > 0) {
      return new ContainerState.Failed(
          "it ended, and the platform has begun it again (%d times)%s"
              .formatted(restarts, detail()));
    }
    boolean running =
        all.stream()
            .anyMatch(one -> ContainerAppReplicaRunningState.RUNNING.equals(one.runningState()));
    return running ? new ContainerState.Running() : new ContainerState.Starting();
  }

  ContainerFacts facts() {
    return new ContainerFacts(
        all.stream()
            .map(ReplicaInner::createdTime)
            .filter(Objects::nonNull)
            .min(OffsetDateTime::compareTo)
            .map(OffsetDateTime::toInstant),
        Optional.empty(),
        OptionalInt.empty(),
        restarts(),
        List.of());
  }

  private int restarts() {
    return containers()
        .map(ReplicaContainer::restartCount)
        .filter(Objects::nonNull)
        .mapToInt(Integer::intValue)
        .sum();
  }

  private String detail() {
    return containers()
        .map(ReplicaContainer::runningStateDetails)
        .filter(Objects::nonNull)
        .findFirst()
        .map(": "::concat)
        .orElse("");
  }

  private Stream<ReplicaContainer> containers() {
    return all.stream()
        .map(ReplicaInner::containers)
        .filter(Objects::nonNull)
        .flatMap(List::stream);
  }
}
