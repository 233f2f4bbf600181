package io.haymaker.server.replica;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.replica.ImageView;
import io.haymaker.core.replica.InstanceView;
import io.haymaker.core.replica.Setback;
import io.haymaker.core.replica.Started;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How containers and images look on the wire. */
final class ContainerAnswers {
  private static final String[] UNITS = {"g", "m", "k"};

  private ContainerAnswers() {}

  /**
   * Limits in force, in a form in which they can be asked for.
   *
   * @param cpuLimit cores; null where there is no limit
   * @param memoryLimit a number of bytes, or of {@code k}, {@code m} or {@code g}
   */
  record LimitsAnswer(@Nullable String cpuLimit, @Nullable String memoryLimit) {
    static LimitsAnswer of(Limits limits) {
      return new LimitsAnswer(
          limits.cpuCores().isPresent()
              ? BigDecimal.valueOf(limits.cpuCores().getAsDouble())
                  .stripTrailingZeros()
                  .toPlainString()
              : null,
          limits.memoryBytes().isPresent() ? size(limits.memoryBytes().getAsLong()) : null);
    }

    private static String size(long bytes) {
      int shift = 30;
      for (String unit : UNITS) {
        if (bytes % (1L << shift) == 0) {
          return (bytes >> shift) + unit;
        }
        shift -= 10;
      }
      return Long.toString(bytes);
    }
  }

  /**
   * A container.
   *
   * @param image as it was asked for
   * @param status {@code running}, {@code created}, {@code stopped}, {@code crash_looping}, or
   *     {@code foreign} for one of an older manager, which can be adopted
   * @param ports host ports by port of the container
   * @param strict whether it has no right it can do without
   * @param nextTry when a crash-looping one is replaced
   */
  record ContainerAnswer(
      String id,
      String name,
      String image,
      String status,
      Map<String, Integer> ports,
      Instant createdAt,
      LimitsAnswer resources,
      boolean strict,
      @Nullable Instant nextTry) {
    static ContainerAnswer of(InstanceView view) {
      Instance instance = view.instance();
      return new ContainerAnswer(
          instance.id().value(),
          instance.name(),
          instance.image(),
          statusOf(view),
          instance.hostPorts(),
          instance.createdAt(),
          LimitsAnswer.of(instance.limits()),
          instance.strict(),
          view.nextTry().orElse(null));
    }
  }

  record Containers(List<ContainerAnswer> containers, int total) {}

  /**
   * A container of an image.
   *
   * @param status {@code running} or {@code stopped}
   * @param endpoint host and port of its first published port; null where there is none
   */
  record InstanceAnswer(
      String id,
      String name,
      String status,
      @Nullable String endpoint,
      Map<String, Integer> ports,
      LimitsAnswer resources) {
    static InstanceAnswer of(InstanceView view) {
      Instance instance = view.instance();
      return new InstanceAnswer(
          instance.id().value(),
          instance.name(),
          instance.isRunning() ? "running" : "stopped",
          instance.ports().stream()
              .findFirst()
              .map(port -> port.host() + ":" + port.port())
              .orElse(null),
          instance.hostPorts(),
          LimitsAnswer.of(instance.limits()));
    }
  }

  record Instances(List<InstanceAnswer> instances) {}

  /**
   * An image of which containers are wanted or there are.
   *
   * @param strict whether containers of it are
   * @param problem why fewer run than are wanted, where that is known
   */
  record ImageAnswer(
      String image,
      int desiredCount,
      int minReplicas,
      int maxReplicas,
      int currentRunning,
      int totalInstances,
      LimitsAnswer resources,
      boolean strict,
      @Nullable ImageProblem problem) {
    static ImageAnswer of(ImageView view) {
      return new ImageAnswer(
          view.image(),
          view.desired(),
          view.minimum(),
          view.maximum(),
          view.running(),
          view.total(),
          LimitsAnswer.of(view.limits()),
          view.strict(),
          view.setback().map(ImageProblem::of).orElse(null));
    }
  }

  /**
   * What keeps containers from running.
   *
   * @param crashLooping whether it befell several in a row
   * @param failures how many in a row
   * @param nextTry not before this time
   */
  record ImageProblem(boolean crashLooping, int failures, String reason, Instant nextTry) {
    static ImageProblem of(Setback setback) {
      return new ImageProblem(
          setback.isLoop(), setback.failures(), setback.reason(), setback.notBefore());
    }
  }

  record Images(List<ImageAnswer> images) {}

  /**
   * What came of asking for containers of an image.
   *
   * @param ok whether all that was asked for runs
   * @param action {@code created} or {@code reused}
   * @param containerId the first that runs; where none does, the first that died
   * @param status {@code running} or {@code dead}
   * @param instances all that run of those that were asked for
   * @param errors what died or could not be begun, a line each
   */
  record StartAnswer(
      boolean ok,
      String action,
      String image,
      @Nullable String containerId,
      @Nullable String name,
      String status,
      Map<String, Integer> ports,
      List<String> instances,
      List<String> errors) {
    static StartAnswer of(Started started) {
      Optional<Instance> first = started.running().stream().map(InstanceView::instance).findFirst();
      Optional<Started.Casualty> dead = started.died().stream().findFirst();
      List<String> errors = errorsOf(started);
      return new StartAnswer(
          errors.isEmpty() && first.isPresent(),
          started.created() ? "created" : "reused",
          started.image(),
          first
              .map(one -> one.id().value())
              .or(() -> dead.map(one -> one.id().value()))
              .orElse(null),
          first.map(Instance::name).or(() -> dead.map(Started.Casualty::name)).orElse(null),
          first.isPresent() ? "running" : "dead",
          first.<Map<String, Integer>>map(Instance::hostPorts).orElse(Map.of()),
          ids(started),
          errors);
    }
  }

  /**
   * What came of asking for more containers of an image.
   *
   * @param started what really runs of those that were asked for
   * @param errors what died or could not be begun, a line each
   */
  record MoreAnswer(List<String> started, List<String> errors) {
    static MoreAnswer of(Started started) {
      return new MoreAnswer(ids(started), errorsOf(started));
    }
  }

  private static List<String> ids(Started started) {
    return started.running().stream().map(view -> view.instance().id().value()).toList();
  }

  private static List<String> errorsOf(Started started) {
    var lines = new ArrayList<String>();
    started
        .died()
        .forEach(dead -> lines.add("%s (%s): %s".formatted(dead.name(), dead.id(), dead.how())));
    lines.addAll(started.failed());
    return List.copyOf(lines);
  }

  private static String statusOf(InstanceView view) {
    return view.instance().ours() ? view.status().name().toLowerCase(Locale.ROOT) : "foreign";
  }
}
