package io.haymaker.core.scaler;

import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerView;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The containers of a scaler: those that were listed, and those that are claimed, listed or not.
 * Room is taken up by both.
 */
record Fleet(List<ContainerView> listed, List<Claim> claimed) {
  Fleet {
    listed = List.copyOf(listed);
    claimed = List.copyOf(claimed);
  }

  int alive() {
    return names().size();
  }

  Set<ContainerName> names() {
    Set<ContainerName> names = new HashSet<>();
    listed.forEach(view -> names.add(view.handle().name()));
    claimed.forEach(claim -> names.add(claim.container()));
    return names;
  }

  /** How many containers are there of which nothing is recorded. */
  int strangers() {
    return alive() - claimed.size();
  }

  Stream<ContainerView> ended() {
    return listed.stream().filter(view -> view.state().isTerminal());
  }

  Stream<ContainerView> going() {
    return listed.stream().filter(view -> !view.state().isTerminal());
  }

  /** The claims whose container is not listed. */
  Stream<Claim> missing() {
    Set<ContainerName> there =
        new HashSet<>(listed.stream().map(view -> view.handle().name()).toList());
    return claimed.stream().filter(claim -> !there.contains(claim.container()));
  }

  Optional<Claim> claimOf(ContainerView view) {
    return claimed.stream()
        .filter(claim -> claim.container().equals(view.handle().name()))
        .findFirst();
  }

  /** Tells of a message which listed container works on it; found by its id's tag, for many. */
  Function<MessageKey, Optional<ContainerName>> workers() {
    Map<String, List<ContainerView>> byId =
        listed.stream()
            .collect(
                Collectors.groupingBy(
                    view ->
                        OwnerTags.value(view.labels(), ScalerContainers.MESSAGE_ID).orElse("")));
    return key ->
        byId.getOrDefault(key.messageId(), List.of()).stream()
            .filter(view -> ScalerContainers.worksOn(view, key))
            .map(view -> view.handle().name())
            .findFirst();
  }

  /** The fleet when these have gone. */
  Fleet without(Set<ContainerName> gone) {
    return new Fleet(
        listed.stream().filter(view -> !gone.contains(view.handle().name())).toList(),
        claimed.stream().filter(claim -> !gone.contains(claim.container())).toList());
  }
}
