package io.haymaker.azure.instances;

import com.azure.resourcemanager.containerinstance.fluent.models.ContainerGroupInner;
import com.azure.resourcemanager.containerinstance.models.Container;
import com.azure.resourcemanager.containerinstance.models.ContainerPropertiesInstanceView;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.runtime.ContainerFacts;
import io.haymaker.core.runtime.ContainerState;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a group that was read by itself says of its containers. It is over only when both its
 * provisioning and all of its containers are. Words of the service that we do not know are taken
 * for running (design/azure-facts.md 2).
 */
final class GroupState {

  /** When a group was asked for, as a tag: the service itself does not tell. */
  static final String CREATED = "HayMaker-CreatedAt";

  /** A provisioning that failed may be tried again by the service; so long it is given. */
  static final Duration GRACE = Duration.ofMinutes(5);

  private GroupState() {}

  static ContainerState of(ContainerGroupInner group, Instant now) {
    String word = group.instanceView() == null ? "" : lower(group.instanceView().state());
    return switch (lower(group.provisioningState())) {
      // A group that is repaired may begin its container once more: nothing is over yet.
      case "pending", "creating", "updating", "repairing" -> new ContainerState.Starting();
      case "failed" -> {
        if (word.equals("running") || someGoOn(group)) {
          yield new ContainerState.Running();
        }
        yield isGivenTime(group, now)
            ? new ContainerState.Starting()
            : new ContainerState.Failed("it could not be provisioned" + why(group));
      }
      default -> someGoOn(group) ? new ContainerState.Running() : ofWord(word, group);
    };
  }

  /** A group of which nobody noted when it was asked for is an old one. */
  private static boolean isGivenTime(ContainerGroupInner group, Instant now) {
    return created(group).filter(at -> now.isBefore(at.plus(GRACE))).isPresent();
  }

  private static Optional<Instant> created(ContainerGroupInner group) {
    return Optional.ofNullable(group.tags())
        .flatMap(tags -> OwnerTags.value(tags, CREATED))
        .flatMap(
            text -> {
              try {
                return Optional.of(Instant.parse(text));
              } catch (DateTimeParseException notOurs) {
                return Optional.empty();
              }
            });
  }

  /** Of several containers all must have ended, whatever the group says of itself. */
  private static boolean someGoOn(ContainerGroupInner group) {
    return views(group)
        .map(ContainerPropertiesInstanceView::currentState)
        .filter(Objects::nonNull)
        .anyMatch(state -> lower(state.state()).equals("running"));
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
