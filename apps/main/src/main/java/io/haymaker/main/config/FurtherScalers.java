package io.haymaker.main.config;

import io.haymaker.core.scaler.ScalerName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the scalers beside the first one: in the file, each setting of a scaler may stand as {@code
 * scaler.NAME.SETTING}. They share the cloud and the login with the first one, and nothing else.
 */
final class FurtherScalers {
  private static final Pattern LINE =
      Pattern.compile("scaler\\.(?<scaler>[^.]+)\\.(?<setting>[^.]+)");

  private static final Set<String> SETTINGS =
      Stream.of(ScalerKeys.ALL, ScalerPaceKeys.ALL)
          .<Setting<?>>flatMap(List::stream)
          .filter(setting -> !setting.equals(ScalerKeys.NAME))
          .map(Setting::name)
          .collect(Collectors.toUnmodifiableSet());

  private final Map<String, String> environment;
  private final ConfigFile file;

  private FurtherScalers(Map<String, String> environment, ConfigFile file) {
    this.environment = environment;
    this.file = file;
  }

  /** Whether a line of the file is a scaler's setting. */
  static boolean knows(String name) {
    Matcher line = LINE.matcher(name);
    return line.matches()
        && ScalerName.isValid(line.group("scaler"))
        && isOfScaler(line.group("setting"));
  }

  /** Whether a setting is one that each scaler has for itself. */
  static boolean isOfScaler(String setting) {
    return SETTINGS.contains(setting) || PassedOn.is(setting);
  }

  static Set<String> names(Map<String, String> settings) {
    var names = new TreeSet<String>();
    for (String setting : settings.keySet()) {
      Matcher line = LINE.matcher(setting);
      if (line.matches()) {
        names.add(line.group("scaler"));
      }
    }
    return names;
  }

  /** The same resolution with the further scalers in it, and what is wrong with them. */
  static Resolution with(
      Resolution first, Map<String, String> environment, Optional<ConfigFile> file) {
    var problems = new ArrayList<>(first.problems());
    if (file.isPresent()) {
      problems.addAll(new FurtherScalers(environment, file.get()).into(first.values()));
    }
    problems.addAll(twins(first.values()));
    return new Resolution(first.values(), problems, first.notes(), first.hasCloud());
  }

  private List<Problem> into(Values values) {
    var problems = new ArrayList<Problem>();
    for (String name : file.scalers()) {
      Resolution own =
          new Resolver(
                  without(environment),
                  Optional.of(ownLines(name)),
                  _ -> Optional.empty(),
                  Resolver.Cloud.SCALER_NEEDED)
              .resolve();
      values.putScaler(new ScalerName(name), own.values());
      own.problems().stream()
          .filter(problem -> isOfScaler(problem.setting()))
          .map(
              problem ->
                  new Problem(
                      "scaler.%s.%s".formatted(name, problem.setting()),
                      problem.what(),
                      problem.whatToDo()))
          .forEach(problems::add);
    }
    return problems;
  }

  /** The file as it would be if this were its only scaler. */
  private ConfigFile ownLines(String scaler) {
    var settings = new HashMap<>(without(file.settings()));
    String prefix = "scaler." + scaler + ".";
    file.settings()
        .forEach(
            (name, value) -> {
              if (name.startsWith(prefix)) {
                settings.put(name.substring(prefix.length()), value);
              }
            });
    return new ConfigFile(file.path(), settings, List.of(), file.isPrivate());
  }

  /** What is nobody's scaler's. */
  private static Map<String, String> without(Map<String, String> settings) {
    return settings.entrySet().stream()
        .filter(one -> !isOfScaler(one.getKey()) && !LINE.matcher(one.getKey()).matches())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Names and prefixes tell scalers and their containers apart. */
  private static List<Problem> twins(Values first) {
    var problems = new ArrayList<Problem>();
    var prefixes = new HashSet<String>();
    if (first.has(ScalerKeys.IMAGE)) {
      first.find(ScalerKeys.PREFIX).ifPresent(prefixes::add);
      first
          .find(ScalerKeys.NAME)
          .filter(first.scalers()::containsKey)
          .ifPresent(
              name ->
                  problems.add(
                      new Problem(
                          ScalerKeys.NAME.name(),
                          "the file has another scaler '%s'".formatted(name),
                          "give one of them another name")));
    }
    first
        .scalers()
        .forEach(
            (name, values) ->
                values
                    .find(ScalerKeys.PREFIX)
                    .filter(prefix -> !prefixes.add(prefix))
                    .ifPresent(
                        prefix ->
                            problems.add(
                                new Problem(
                                    "scaler.%s.%s".formatted(name, ScalerKeys.PREFIX.name()),
                                    "another scaler has '%s', too".formatted(prefix),
                                    "give it one of its own: containers are told apart by it"))));
    return problems;
  }
}
