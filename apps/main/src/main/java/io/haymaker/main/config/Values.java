package io.haymaker.main.config;

import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.scaler.ScalerName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is in force, setting by setting; only values that have the form which they should have. */
final class Values {
  private final Map<String, Given> given = new LinkedHashMap<>();

  private final Map<ScalerName, Values> scalers = new LinkedHashMap<>();
  private Map<String, String> passedOn = Map.of();

  /** A text in a redacting wrapper, whatever it is: nothing shows it by accident. */
  private record Given(SecretValue text, Source source) {}

  void put(Setting<?> setting, String text, Source source) {
    given.put(setting.name(), new Given(new SecretValue(text), source));
  }

  /** Notes what a scaler hands to its containers. */
  void passOn(Map<String, String> variables) {
    passedOn = Map.copyOf(variables);
  }

  /** What a scaler hands to its containers, by the names that they know. */
  Map<String, String> passedOn() {
    return passedOn;
  }

  /** Notes what is in force for a further scaler. */
  void putScaler(ScalerName name, Values values) {
    scalers.put(name, values);
  }

  /** The further scalers, and what is in force for each. */
  Map<ScalerName, Values> scalers() {
    return scalers;
  }

  <T> Optional<T> find(Setting<T> setting) {
    return Optional.ofNullable(given.get(setting.name()))
        .flatMap(value -> setting.parser().read().apply(value.text().reveal()));
  }

  /** Whether it has this value. */
  boolean is(Setting<String> setting, String word) {
    return find(setting).filter(word::equals).isPresent();
  }

  /** The value of a setting that was checked to be there. */
  <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() -> new IllegalStateException(setting.name() + " was not checked"));
  }

  boolean has(Setting<?> setting) {
    return given.containsKey(setting.name());
  }

  Source source(Setting<?> setting) {
    return Optional.ofNullable(given.get(setting.name())).map(Given::source).orElse(Source.UNSET);
  }

  /** For people's eyes: secrets are redacted. */
  <T> Optional<String> shown(Setting<T> setting) {
    return find(setting).map(setting.parser().show());
  }
}
