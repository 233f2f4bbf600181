package io.haymaker.docker.engine;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerPort;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceState;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.runtime.PortRequest.Protocol;
import io.haymaker.core.runtime.PortRequest.Published;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A line of the engine's list in our words. */
final class ListedContainer {
  /** The exit code is told only in words for people: {@code Exited (137) 3 minutes ago}. */
  private static final Pattern EXITED = Pattern.compile("Exited \\((\\d+)\\).*");

  private static final Comparator<Published> ORDER =
      Comparator.comparingInt(Published::containerPort)
          .thenComparing(Published::protocol)
          .thenComparingInt(Published::port);

  private ListedContainer() {}

  static Instance view(Container container, boolean ours, Limits limits) {
    Map<String, String> labels = InstanceReader.labels(container);
    InstanceState state = state(text(container.getState()), text(container.getStatus()));
    return new Instance(
        new InstanceId(container.getId()),
        name(container),
        labels.getOrDefault(ManagedLabels.MANAGED_BY, text(container.getImage())),
        ours,
        state,
        ManagedLabels.madeAt(labels)
            .orElseGet(
                () ->
                    Instant.ofEpochSecond(Optional.ofNullable(container.getCreated()).orElse(0L))),
        state instanceof InstanceState.Running ? ports(container.getPorts()) : List.of(),
        limits,
        ManagedLabels.isStrict(labels));
  }

  /** Its own name; a link to it from another container shows as {@code /other/name}. */
  static String name(Container container) {
    return Arrays.stream(Objects.requireNonNullElse(container.getNames(), new String[0]))
        .map(name -> name.substring(1))
        .filter(name -> name.indexOf('/') < 0)
        .findFirst()
        .orElse(container.getId());
  }

  static InstanceState state(String state, String status) {
    return switch (state.toLowerCase(Locale.ROOT)) {
      case "created" -> new InstanceState.Created();
      case "exited", "dead", "removing" -> new InstanceState.Ended(exitCode(status));
      // Paused and restarting are kinds of it, and so is what a newer engine may name.
      default -> new InstanceState.Running();
    };
  }

  private static OptionalInt exitCode(String status) {
    Matcher exited = EXITED.matcher(status);
    return exited.matches()
        ? OptionalInt.of(Integer.parseInt(exited.group(1)))
        : OptionalInt.empty();
  }

  private static List<Published> ports(ContainerPort @Nullable [] ports) {
    return Arrays.stream(ports == null ? new ContainerPort[0] : ports)
        .flatMap(port -> published(port).stream())
        // Every address of the machine is given twice, as 0.0.0.0 and as ::.
        .distinct()
        .sorted(ORDER)
        .toList();
  }

  private static Optional<Published> published(ContainerPort port) {
    @Nullable Integer inside = port.getPrivatePort();
    @Nullable Integer outside = port.getPublicPort();
    Optional<Protocol> protocol =
        Arrays.stream(Protocol.values())
            .filter(known -> known.name().equalsIgnoreCase(port.getType()))
            .findFirst();
    return inside == null || outside == null || outside == 0
        ? Optional.empty()
        : protocol.map(known -> new Published(inside, known, host(text(port.getIp())), outside));
  }

  private static String host(String address) {
    return address.isEmpty() || address.equals("::") ? "0.0.0.0" : address;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
