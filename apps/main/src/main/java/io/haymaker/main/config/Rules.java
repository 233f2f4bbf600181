package io.haymaker.main.config;

import io.haymaker.azure.runtime.ContainerAppsSettings;
import io.haymaker.core.runtime.ContainerSize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What settings demand of each other. A rule speaks where the values that it is about are there and
 * well-formed; all others may be missing.
 */
final class Rules {
  private static final List<Function<Values, Optional<Problem>>> ALL =
      List.of(
          Rules::runtimeIsAvailable,
          Rules::networkIsIntegrated,
          Rules::sizesAreWhatAzureTakes,
          Rules::sizesFitTheirNodes,
          Rules::connectionStringIsLocal,
          Rules::timeoutHoldsTheRun,
          Rules::secretsOutlastContainers,
          Rules::timeoutHoldsTheSchedules,
          Rules::subscriptionsAreDistinct,
          values -> together(values, ContainerKeys.REGISTRY_USER, ContainerKeys.REGISTRY_PASSWORD),
          Rules::passwordHasItsRegistry,
          Rules::warningComesFirst,
          Rules::roomIsBelowTheTarget,
          values -> together(values, StateKeys.ANTHROPIC_KEY, StateKeys.ANTHROPIC_MODEL),
          values -> together(values, StateKeys.COSMOS, StateKeys.COSMOS_DATABASE),
          values -> together(values, StateKeys.COSMOS, StateKeys.COSMOS_CONTAINER),
          values -> together(values, StateKeys.INGESTION, StateKeys.INGESTION_RULE),
          values -> together(values, StateKeys.INGESTION, StateKeys.INGESTION_STREAM),
          values -> together(values, RunKeys.WEBHOOK, RunKeys.WEBHOOK_SECRET));

  private Rules() {}

  /** The rules that are broken. */
  static List<Problem> broken(Values values) {
    return Stream.concat(
            ALL.stream().flatMap(rule -> rule.apply(values).stream()),
            Stream.concat(policies(values), ScalerDemands.broken(values)))
        .toList();
  }

  /** One setting may have many things wrong in it: each is told. */
  private static Stream<Problem> policies(Values values) {
    return values.find(CleanupKeys.POLICIES).stream()
        .flatMap(text -> PolicyText.problems(text).stream())
        .map(
            line ->
                new Problem(
                    CleanupKeys.POLICIES.name(),
                    line,
                    "write it as: Type/name word word; Type/name word"));
  }

  private static Optional<Problem> runtimeIsAvailable(Values values) {
    return values
        .find(ContainerKeys.RUNTIME)
        .filter(
            runtime ->
                !runtime.equals(ContainerKeys.CONTAINER_APPS)
                    && !runtime.equals(ContainerKeys.DOCKER))
        .map(
            runtime ->
                new Problem(
                    ContainerKeys.RUNTIME.name(),
                    "'%s' is not available yet".formatted(runtime),
                    "set it to aca or docker"));
  }

  private static Optional<Problem> warningComesFirst(Values values) {
    return problem(
        values
            .find(HealthKeys.WARNING)
            .flatMap(warning -> values.find(HealthKeys.CRITICAL).filter(most -> most < warning))
            .isPresent(),
        HealthKeys.CRITICAL,
        "is below HEALTH_WARNING_PERCENT",
        "set it to that or more");
  }

  private static Optional<Problem> roomIsBelowTheTarget(Values values) {
    return problem(
        values
            .find(ScalingKeys.ROOM)
            .flatMap(room -> values.find(ScalingKeys.TARGET).filter(target -> target <= room))
            .isPresent(),
        ScalingKeys.ROOM,
        "is not below AUTOSCALE_TARGET_PERCENT",
        "set it lower");
  }

  private static Optional<Problem> networkIsIntegrated(Values values) {
    return problem(
        isOnAzure(values)
            && values.find(ContainerKeys.VNET_INTEGRATION).filter(isOn -> !isOn).isPresent(),
        ContainerKeys.VNET_INTEGRATION,
        "'false' is refused on Container Apps",
        "set it to true and name the network by VNET_RESOURCE_GROUP, VNET_NAME and SUBNET_NAME");
  }

  private static boolean isOnAzure(Values values) {
    return !values.is(ContainerKeys.RUNTIME, ContainerKeys.DOCKER);
  }

  private static Optional<Problem> sizesAreWhatAzureTakes(Values values) {
    ContainerSize floor = ContainerAppsSettings.FLOOR;
    if (!isOnAzure(values)) {
      return Optional.empty();
    }
    if (values.find(ContainerKeys.MEMORY).filter(gb -> gb < floor.memoryGb()).isPresent()) {
      return tooSmall(ContainerKeys.MEMORY);
    }
    if (values.find(ContainerKeys.CPU).filter(cores -> cores < floor.cpuCores()).isPresent()) {
      return tooSmall(ContainerKeys.CPU);
    }
    return values
        .find(ContainerKeys.SIZES)
        .filter(sizes -> !sizes.values().stream().allMatch(floor::fitsInto))
        .flatMap(_ -> tooSmall(ContainerKeys.SIZES));
  }

  private static Optional<Problem> tooSmall(Setting<?> setting) {
    return Optional.of(
        new Problem(
            setting.name(),
            "an agent on Azure has at least " + ContainerAppsSettings.FLOOR,
            "make it larger"));
  }

  /** A node's system takes a part of it; Azure says no more than "slightly less" is usable. */
  private static Optional<Problem> sizesFitTheirNodes(Values values) {
    if (!isOnAzure(values)) {
      return Optional.empty();
    }
    Optional<ContainerSize> node = values.find(ContainerKeys.NODE_TYPE).map(Rules::node);
    boolean usual =
        values
            .find(ContainerKeys.CPU)
            .flatMap(cpu -> values.find(ContainerKeys.MEMORY).map(gb -> new ContainerSize(cpu, gb)))
            .filter(size -> isTooLarge(size, node))
            .isPresent();
    if (usual) {
      return tooLarge(ContainerKeys.MEMORY, values);
    }
    return values
        .find(ContainerKeys.SIZES)
        .filter(sizes -> sizes.values().stream().anyMatch(size -> isTooLarge(size, node)))
        .flatMap(_ -> tooLarge(ContainerKeys.SIZES, values));
  }

  private static Optional<Problem> tooLarge(Setting<?> setting, Values values) {
    return Optional.of(
        new Problem(
            setting.name(),
            "an agent is as large as a whole node of WORKLOAD_PROFILE_TYPE %s, or larger"
                .formatted(values.get(ContainerKeys.NODE_TYPE)),
            "make it smaller, or take larger nodes: E16 has 16 cores and 128 GiB, D32 32 and 128,"
                + " E32 32 and 256"));
  }

  private static boolean isTooLarge(ContainerSize size, Optional<ContainerSize> node) {
    return node.filter(
            all -> size.cpuCores() >= all.cpuCores() || size.memoryGb() >= all.memoryGb())
        .isPresent();
  }

  private static ContainerSize node(String type) {
    return switch (type) {
      case "E16" -> new ContainerSize(16, 128);
      case "D32" -> new ContainerSize(32, 128);
      case "E32" -> new ContainerSize(32, 256);
      default -> throw new IllegalStateException("no size is known of nodes of type " + type);
    };
  }

  private static Optional<Problem> connectionStringIsLocal(Values values) {
    return problem(
        values.has(BusKeys.CONNECTION) && !values.is(CloudKeys.PROFILE, CloudKeys.LOCAL),
        BusKeys.CONNECTION,
        "is for local work only",
        "remove it, and give the login the role Azure Service Bus Data Owner on the namespace");
  }

  private static Optional<Problem> timeoutHoldsTheRun(Values values) {
    Optional<Duration> length = values.find(RunKeys.DURATION);
    return problem(
        values
            .find(RunKeys.TIMEOUT)
            .filter(timeout -> length.filter(run -> timeout.compareTo(run) <= 0).isPresent())
            .isPresent(),
        RunKeys.TIMEOUT,
        "%s is not longer than RUN_DURATION, %s"
            .formatted(
                values.shown(RunKeys.TIMEOUT).orElse(""),
                values.shown(RunKeys.DURATION).orElse("")),
        "make it longer: agents are ended by it in the middle of their work");
  }

  /** An hour more, as agents' secrets live an hour longer than their containers can. */
  private static Optional<Problem> secretsOutlastContainers(Values values) {
    Optional<Duration> limit =
        values.find(RunKeys.ROTATION).map(days -> Duration.ofDays(days).minusHours(1));
    return problem(
        values
            .find(RunKeys.TIMEOUT)
            .filter(timeout -> limit.filter(most -> timeout.compareTo(most) > 0).isPresent())
            .isPresent(),
        RunKeys.ROTATION,
        "is shorter than agents may run, CONTAINER_TIMEOUT and an hour",
        "raise it, or shorten CONTAINER_TIMEOUT: a container that runs cannot be handed a new secret");
  }

  /** The schedules that nobody chose are nobody's mistake. */
  private static Optional<Problem> timeoutHoldsTheSchedules(Values values) {
    Optional<Duration> timeout = values.find(RunKeys.TIMEOUT);
    return values
        .find(RunKeys.SCHEDULES)
        .filter(_ -> values.source(RunKeys.SCHEDULES) != Source.DEFAULT)
        .flatMap(
            lines -> lines.stream().filter(line -> isAtLeast(line.duration(), timeout)).findFirst())
        .map(
            line ->
                new Problem(
                    RunKeys.SCHEDULES.name(),
                    "schedule '%s' lasts as long as CONTAINER_TIMEOUT, %s, or longer"
                        .formatted(line.name(), values.shown(RunKeys.TIMEOUT).orElse("")),
                    "make its duration shorter, or CONTAINER_TIMEOUT longer"));
  }

  private static boolean isAtLeast(Optional<Duration> one, Optional<Duration> other) {
    return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) >= 0;
  }

  private static Optional<Problem> subscriptionsAreDistinct(Values values) {
    boolean twice =
        values
            .find(CloudKeys.MORE_SUBSCRIPTIONS)
            .filter(more -> values.find(CloudKeys.SUBSCRIPTION).filter(more::contains).isPresent())
            .isPresent();
    return problem(
        twice,
        CloudKeys.MORE_SUBSCRIPTIONS,
        "names AZURE_SUBSCRIPTION_ID, which is looked at anyway",
        "take it out");
  }

  private static Optional<Problem> passwordHasItsRegistry(Values values) {
    return problem(
        values.has(ContainerKeys.REGISTRY_USER) && !values.has(ContainerKeys.REGISTRY),
        ContainerKeys.REGISTRY,
        "is not set, but CONTAINER_REGISTRY_USERNAME is",
        "set it to the registry's host: the password goes nowhere else");
  }

  private static Optional<Problem> together(Values values, Setting<?> one, Setting<?> other) {
    if (values.has(one) == values.has(other)) {
      return Optional.empty();
    }
    Setting<?> missing = values.has(one) ? other : one;
    Setting<?> present = values.has(one) ? one : other;
    return Optional.of(
        new Problem(
            missing.name(),
            "is not set, but %s is".formatted(present.name()),
            "set both or neither: %s".formatted(missing.description())));
  }

  private static Optional<Problem> problem(
      boolean broken, Setting<?> setting, String what, String whatToDo) {
    return broken ? Optional.of(new Problem(setting.name(), what, whatToDo)) : Optional.empty();
  }
}
