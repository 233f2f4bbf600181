package io.haymaker.main.config;

import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Look;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks environment, Key Vault, file and defaults, in this order, and checks what they say. */
final class Resolver {
  private final Map<String, String> environment;
  private final Optional<ConfigFile> file;
  private final Function<Values, Optional<SecretLookup>> vault;
  private final Presence presence;

  private final Values values = new Values();
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Optional<io.haymaker.core.outcome.Problem> vaultTrouble = Optional.empty();

  /** Whether there must be a cloud. */
  enum Cloud {
    NEEDED,
    /** There is one when any setting was given that no cloud can be without. */
    WHERE_NAMED,
    /** The same, but without a cloud there must be a queue scaler. */
    OR_SCALER,
    /** There is one where it is named; what is looked for is the scaler. */
    SCALER_NEEDED
  }

  /**
   * @param vault opens the vault once all but the secrets is known; empty where that cannot be
   */
  Resolver(
      Map<String, String> environment,
      Optional<ConfigFile> file,
      Function<Values, Optional<SecretLookup>> vault) {
    this(environment, file, vault, Cloud.NEEDED);
  }

  Resolver(
      Map<String, String> environment,
      Optional<ConfigFile> file,
      Function<Values, Optional<SecretLookup>> vault,
      Cloud cloud) {
    this.environment = Map.copyOf(environment);
    this.file = file;
    this.vault = vault;
    this.presence =
        new Presence(
            setting -> fromEnvironment(setting).isPresent() || fromFile(setting).isPresent(),
            file.filter(one -> !one.scalers().isEmpty()).isPresent(),
            cloud);
  }

  Resolution resolve() {
    file.ifPresent(read -> problems.addAll(read.problems()));
    Declarations.ALL.stream().filter(setting -> !setting.isSecret()).forEach(this::plain);
    secrets();
    passOn();
    demand();
    // What is wrong with one setting alone was told already; a rule says nothing new about it.
    Set<String> told = told();
    Rules.broken(values).stream()
        .filter(problem -> !told.contains(problem.setting()))
        .forEach(problems::add);
    Declarations.ALL.stream()
        .filter(setting -> setting.standing() == Setting.Standing.RESERVED)
        .filter(setting -> isGiven(values.source(setting)))
        .forEach(setting -> notes.add(setting.name() + " is set, but nothing uses it yet"));
    return new Resolution(values, problems, notes, presence.hasCloud());
  }

  /** The file first, so that the environment wins. */
  private void passOn() {
    var given = new HashMap<>(file.map(ConfigFile::settings).orElseGet(Map::of));
    given.putAll(environment);
    values.passOn(PassedOn.of(given));
    if (presence.hasScaler()) {
      problems.addAll(PassedOn.problems(given));
    }
  }

  private static boolean isGiven(Source source) {
    return switch (source) {
      case ENVIRONMENT, KEY_VAULT, FILE -> true;
      case DEFAULT, UNSET -> false;
    };
  }

  private void plain(Setting<?> setting) {
    fromEnvironment(setting)
        .ifPresentOrElse(
            text -> take(setting, text, Source.ENVIRONMENT),
            () ->
                fromFile(setting)
                    .ifPresentOrElse(
                        text -> take(setting, text, Source.FILE),
                        () ->
                            setting
                                .fallback()
                                .ifPresent(text -> take(setting, text, Source.DEFAULT))));
  }

  private void take(Setting<?> setting, String text, Source source) {
    if (setting.parser().read().apply(text).isPresent()) {
      values.put(setting, text, source);
      return;
    }
    List<Parser.Fault> faults = setting.parser().faults().apply(text);
    faults.forEach(
        fault ->
            problems.add(
                new Problem(
                    setting.name(),
                    "%s (%s)".formatted(fault.what(), source.word()),
                    fault.whatToDo())));
    if (!faults.isEmpty()) {
      return;
    }
    String shown =
        switch (setting.parser().secrecy()) {
          case OPEN -> "'%s'".formatted(text);
          case GUARDED, SECRET -> "its value";
        };
    problems.add(
        new Problem(
            setting.name(),
            "%s (%s) is no %s".formatted(shown, source.word(), setting.parser().form()),
            setting.description()));
  }

  private void secrets() {
    // Without a cloud there is no vault that they could be in.
    boolean local = values.is(CloudKeys.PROFILE, CloudKeys.LOCAL) || !presence.hasCloud();
    List<Setting<?>> secrets = Declarations.ALL.stream().filter(Setting::isSecret).toList();
    secrets.forEach(setting -> checkPlace(setting, local || isOfScaler(setting)));
    secrets.stream()
        .filter(setting -> local || isOfScaler(setting))
        .forEach(
            setting ->
                fromEnvironment(setting)
                    .ifPresentOrElse(
                        text -> take(setting, text, Source.ENVIRONMENT),
                        () ->
                            fromFile(setting).ifPresent(text -> take(setting, text, Source.FILE))));
    vault
        .apply(values)
        .ifPresent(
            door ->
                secrets.stream()
                    .filter(setting -> values.source(setting) != Source.ENVIRONMENT)
                    .forEach(setting -> fromVault(setting, door)));
  }

  /** Its environment is a contract with people who set all of it in one place. */
  private static boolean isOfScaler(Setting<?> setting) {
    return setting.feature() == Feature.SCALER;
  }

  private void fromVault(Setting<?> setting, SecretLookup door) {
    if (vaultTrouble.isPresent()) {
      return;
    }
    switch (door.find(setting.vaultName())) {
      case Look.Found<SecretValue>(SecretValue secret) ->
          take(setting, secret.reveal(), Source.KEY_VAULT);
      case Look.Absent<SecretValue> _ -> {
        // The file's value, where it has one, stays.
      }
      case Look.CouldNotLook<SecretValue>(var problem) -> {
        vaultTrouble = Optional.of(problem);
        notes.add("Key Vault could not be read: " + problem);
      }
    }
  }

  private void checkPlace(Setting<?> setting, boolean local) {
    String mend =
        "put it into the Key Vault as %s, or set HAYMAKER_PROFILE=local for work on your own machine"
            .formatted(setting.vaultName());
    if (!local && fromEnvironment(setting).isPresent()) {
      problems.add(new Problem(setting.name(), "is a secret and stands in the environment", mend));
    }
    if (fromFile(setting).isEmpty()) {
      return;
    }
    if (!local) {
      problems.add(new Problem(setting.name(), "is a secret and stands in the file", mend));
    } else if (file.filter(ConfigFile::isPrivate).isEmpty()) {
      problems.add(
          new Problem(
              setting.name(),
              "is a secret in a file that others can read",
              "make the file yours alone: chmod 600"));
    }
  }

  private void demand() {
    Set<String> told = told();
    for (Setting<?> setting : Declarations.ALL) {
      if (presence.wants(setting, values)
          && !values.has(setting)
          && !told.contains(setting.name())) {
        problems.add(missing(setting));
      }
    }
  }

  private Set<String> told() {
    return problems.stream().map(Problem::setting).collect(Collectors.toSet());
  }

  private Problem missing(Setting<?> setting) {
    if (!setting.isSecret()) {
      return new Problem(
          setting.name(),
          "is not set" + because(setting),
          "set it to a %s: %s".formatted(setting.parser().form(), setting.description()));
    }
    String why =
        vaultTrouble
            .map(
                problem ->
                    "is not known, because the Key Vault could not be read (" + problem + ")")
            .orElse("is not set" + because(setting));
    return new Problem(
        setting.name(),
        why,
        "put it into the Key Vault as %s, or under HAYMAKER_PROFILE=local into the environment: %s"
            .formatted(setting.vaultName(), setting.description()));
  }

  private static String because(Setting<?> setting) {
    return switch (setting.need()) {
      case Setting.Need.Always _, Setting.Need.Never _, Setting.Need.OfScaler _ -> "";
      case Setting.Need.When(Setting<String> other, String word) ->
          ", but %s is %s".formatted(other.name(), word);
      case Setting.Need.With(Setting<?> other) -> ", but %s is".formatted(other.name());
    };
  }

  private Optional<String> fromEnvironment(Setting<?> setting) {
    return Optional.ofNullable(environment.get(setting.name()))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private Optional<String> fromFile(Setting<?> setting) {
    return file.map(ConfigFile::settings)
        .map(settings -> settings.getOrDefault(setting.name(), ""))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
