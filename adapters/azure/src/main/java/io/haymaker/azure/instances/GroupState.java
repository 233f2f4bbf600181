package io.haymaker.azure.instances;

import com.azure.resourcemanager.containerinstance.fluent.models.ContainerGroupInner;
import com.azure.resourcemanager.containerinstance.models.Container;
import com.azure.resourcemanager.containerinstance.models.ContainerPropertiesInstanceView;
import io.haymaker.core.runtime.ContainerFacts;
import io.haymaker.core.runtime.ContainerState;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a group that was read by itself says of its container. Words of the service that we do not
 * know are taken for running (design/azure-facts.md 2).
 */
final class GroupState {

  private GroupState() {}

  static ContainerState of(ContainerGroupInner group) {
    String word = group.instanceView() == null ? "" : lower(group.instanceView().state());
    return switch (lower(group.provisioningState())) {
      // A group that is repaired may begin its container once more: nothing is over yet.
      case "pending", "creating", "updating", "repairing" -> new ContainerState.Starting();
      case "failed" ->
          word.equals("running")
              ? new ContainerState.Running()
              : new ContainerState.Failed("it could not be provisioned" + why(group));
      default -> ofWord(word, group);
    };
  }

  private static ContainerState ofWord(String word, ContainerGroupInner group) {
    return switch (word) {
      case "", "pending" -> new ContainerState.Starting();
      case "succeeded" -> new ContainerState.Succeeded();
      case "stopped" -> new ContainerState.Stopped();
      case "failed" -> new ContainerState.Failed("it ended badly" + why(group));
      default -> new ContainerState.Running();
    };
  }

  private static String why(ContainerGroupInner group) {
    return views(group)
        .map(ContainerPropertiesInstanceView::currentState)
        .filter(Objects::nonNull)
        .map(
            state ->
                ": "
                    + (state.exitCode() == null ? "" : "exit code " + state.exitCode() + ", ")
                    + Objects.requireNonNullElse(state.detailStatus(), "no reason given"))
        .findFirst()
        .orElse("");
  }

  static ContainerFacts facts(ContainerGroupInner group) {
    Optional<ContainerPropertiesInstanceView> view =
        views(group).filter(each -> each.currentState() != null).findFirst();
    if (view.isEmpty()) {
      return ContainerFacts.NONE;
    }
    var state = view.get().currentState();
    Integer code = state.exitCode();
    Integer restarts = view.get().restartCount();
    return new ContainerFacts(
        Optional.ofNullable(state.startTime()).map(OffsetDateTime::toInstant),
        Optional.ofNullable(state.finishTime()).map(OffsetDateTime::toInstant),
        code == null ? OptionalInt.empty() : OptionalInt.of(code),
        restarts == null ? 0 : restarts,
        List.of());
  }

  private static Stream<ContainerPropertiesInstanceView> views(ContainerGroupInner group) {
    return Optional.ofNullable(group.containers()).stream()
        .flatMap(List::stream)
        .map(Container::instanceView)
        .filter(Objects::nonNull);
  }

  private static String lower(@Nullable String word) {
    return Objects.requireNonNullElse(word, "").toLowerCase(Locale.ROOT);
  }
}
