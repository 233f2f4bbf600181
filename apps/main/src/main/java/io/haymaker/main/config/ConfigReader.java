package io.haymaker.main.config;

import io.haymaker.main.CommandFailure;
import io.haymaker.main.LogSettings;
import io.haymaker.main.alert.AlertSettings;
import io.haymaker.main.wiring.ScalerSettings;
import io.haymaker.server.telemetry.TelemetrySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The way into this package for commands that need a configuration. */
public final class ConfigReader {
  /** Names the file where no option does. */
  static final String FILE = "HAYMAKER_CONFIG";

  private ConfigReader() {}

  /**
   * Reads and checks everything; there must be a cloud.
   *
   * @param file what {@code --config} named
   * @throws CommandFailure with exit code 2, all problems in its message, one a line
   */
  public static Configuration read(
      Optional<Path> file, Map<String, String> environment, Clock clock) {
    return checked(resolve(file, environment, clock, Resolver.Cloud.NEEDED)).configuration();
  }

  /**
   * Reads and checks everything. Where no setting is given that a cloud cannot be without, there is
   * no cloud; where one is, all of them must be.
   *
   * @param file what {@code --config} named
   * @throws CommandFailure as {@link #read} does
   */
  public static Configured readWhatIs(
      Optional<Path> file, Map<String, String> environment, Clock clock) {
    return configured(resolve(file, environment, clock, Resolver.Cloud.WHERE_NAMED));
  }

  /**
   * The same, but there must be a queue scaler.
   *
   * @param file what {@code --config} named
   * @throws CommandFailure as {@link #read} does
   */
  public static Configured readWithScalers(
      Optional<Path> file, Map<String, String> environment, Clock clock) {
    return configured(resolve(file, environment, clock, Resolver.Cloud.SCALER_NEEDED));
  }

  private static Configured configured(Resolution resolution) {
    Assembler assembler = checked(resolution);
    return resolution.hasCloud()
        ? new Configured.WithCloud(assembler.configuration())
        : new Configured.Cloudless(assembler.premises());
  }

  private static Assembler checked(Resolution resolution) {
    if (!resolution.problems().isEmpty()) {
      throw unusable(resolution.problems());
    }
    return new Assembler(resolution.values());
  }

  /**
   * The schedules alone, for a cloud that has its own settings; from the environment, or the
   * defaults.
   *
   * @throws CommandFailure with exit code 2, all problems in its message, one a line
   */
  public static List<ScheduleLine> schedules(Map<String, String> environment) {
    return alone(environment, List.of(RunKeys.SCHEDULES)).get(RunKeys.SCHEDULES);
  }

  /**
   * What there is to say of managed containers alone, likewise.
   *
   * @throws CommandFailure with exit code 2, all problems in its message, one a line
   */
  public static ManagedSettings managed(Map<String, String> environment) {
    List<Setting<?>> settings =
        Stream.of(HealthKeys.ALL, ScalingKeys.ALL).<Setting<?>>flatMap(List::stream).toList();
    return new Assembler(alone(environment, settings)).managed();
  }

  /** Whether an environment names a queue scaler. */
  public static boolean namesScaler(Map<String, String> environment) {
    return ScalerKeys.NAMING.stream()
        .anyMatch(setting -> !environment.getOrDefault(setting.name(), "").isBlank());
  }

  /** The topic of the queue scaler that an environment names. */
  public static Optional<String> scalerTopic(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(ScalerKeys.TOPIC.name()))
        .map(String::strip)
        .filter(topic -> !topic.isEmpty());
  }

  /**
   * The queue scaler alone, likewise; there must be one.
   *
   * @param cloud what the cloud's own settings say to it, whatever the environment says
   * @throws CommandFailure with exit code 2, all problems in its message, one a line
   */
  public static List<ScalerSettings> scalers(
      Map<String, String> environment, Map<String, String> cloud, Clock clock) {
    var settings = new HashMap<>(environment);
    settings.keySet().removeIf(name -> !isOfScalerAnywhere(name));
    if (ScalerKeys.APPS.equals(settings.getOrDefault(ScalerKeys.RUNTIME.name(), "").strip())) {
      throw unusable(
          List.of(
              new Problem(
                  ScalerKeys.RUNTIME.name(),
                  "is aca, but the demo's Container Apps have the agents' image alone",
                  "take aci or docker, or leave --emulator out")));
    }
    settings.putAll(cloud);
    return readWithScalers(Optional.empty(), settings, clock).premises().scalers();
  }

  /** What is said of a scaler whichever cloud it is in; the namespace is the cloud's. */
  private static boolean isOfScalerAnywhere(String name) {
    boolean isOwn = FurtherScalers.isOfScaler(name) || ScalerKeys.NAME.name().equals(name);
    boolean isOfEngine =
        Stream.of(ContainerKeys.DOCKER_HOST, ContainerKeys.DOCKER_NETWORK)
            .anyMatch(setting -> setting.name().equals(name));
    return (isOwn || isOfEngine) && !ScalerKeys.NAMESPACE.name().equals(name);
  }

  /**
   * The log's settings alone, likewise.
   *
   * @throws CommandFailure with exit code 2, all problems in its message, one a line
   */
  public static LogSettings logs(Map<String, String> environment) {
    return new Assembler(alone(environment, List.of(StateKeys.LOG_FILE, StateKeys.LOG_FORMAT)))
        .logs();
  }

  private static Values alone(Map<String, String> environment, List<Setting<?>> settings) {
    Set<String> names = settings.stream().map(Setting::name).collect(Collectors.toSet());
    Resolution resolution =
        new Resolver(environment, Optional.empty(), _ -> Optional.empty()).resolve();
    List<Problem> problems =
        resolution.problems().stream()
            .filter(problem -> names.contains(problem.setting()))
            .toList();
    if (!problems.isEmpty()) {
      throw unusable(problems);
    }
    return resolution.values();
  }

  /**
   * Who is told, for a cloud that has its own settings; from the environment, where the secret may
   * stand because such a cloud has no vault of ours.
   *
   * @throws CommandFailure with exit code 2, all problems in its message, one a line
   */
  public static Optional<AlertSettings> alerts(Map<String, String> environment) {
    return withSecrets(
            environment,
            Set.of(RunKeys.WEBHOOK.name(), RunKeys.WEBHOOK_SECRET.name(), CloudKeys.CA_FILE.name()))
        .alerts();
  }

  /**
   * Where traces and metrics go, likewise.
   *
   * @throws CommandFailure with exit code 2, all problems in its message, one a line
   */
  public static Optional<TelemetrySettings> telemetry(Map<String, String> environment) {
    return withSecrets(
            environment,
            TelemetryKeys.ALL.stream().map(Setting::name).collect(Collectors.toUnmodifiableSet()))
        .telemetry();
  }

  private static Assembler withSecrets(Map<String, String> environment, Set<String> names) {
    Map<String, String> theirs =
        environment.entrySet().stream()
            .filter(one -> names.contains(one.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    Resolution resolution =
        new Resolver(theirs, Optional.empty(), _ -> Optional.empty(), Resolver.Cloud.WHERE_NAMED)
            .resolve();
    List<Problem> problems =
        resolution.problems().stream().filter(one -> names.contains(one.setting())).toList();
    if (!problems.isEmpty()) {
      throw unusable(problems);
    }
    return new Assembler(resolution.values());
  }

  private static CommandFailure unusable(List<Problem> problems) {
    return CommandFailure.usage(
        "the configuration cannot be used:\n"
            + problems.stream()
                .map(problem -> "  " + problem.line())
                .collect(Collectors.joining("\n")));
  }

  static Resolution resolve(Optional<Path> file, Map<String, String> environment, Clock clock) {
    return resolve(file, environment, clock, Resolver.Cloud.OR_SCALER);
  }

  private static Resolution resolve(
      Optional<Path> file, Map<String, String> environment, Clock clock, Resolver.Cloud cloud) {
    Optional<ConfigFile> read =
        file.or(
                () ->
                    Optional.ofNullable(environment.get(FILE))
                        .filter(path -> !path.isBlank())
                        .map(Path::of))
            .map(ConfigFile::read);
    return FurtherScalers.with(
        new Resolver(environment, read, values -> VaultDoor.open(values, clock), cloud).resolve(),
        environment,
        read);
  }
}
