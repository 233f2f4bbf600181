package io.haymaker.main.config;

import java.util.Locale;
import java.util.Optional;

/**
 * A setting, declared once: reading, checking, showing and documenting all go by this.
 *
 * @param name in the environment and in the file
 * @param parser of its text
 * @param description one or two sentences
 * @param fallback the text that counts when nobody gave one; never for a secret
 * @param need whether a configuration without it can be used
 * @param standing whether anything uses it yet
 */
record Setting<T>(
    String name,
    Feature feature,
    Parser<T> parser,
    String description,
    Optional<String> fallback,
    Need need,
    Standing standing) {

  /** When it must be given. */
  sealed interface Need {
    record Always() implements Need {}

    /** Only when another setting has this value. */
    record When(Setting<String> other, String word) implements Need {}

    /** Only when another setting is set. */
    record With(Setting<?> other) implements Need {}

    /** Whenever there is a queue scaler, or only one of which another setting has this value. */
    record OfScaler(Optional<When> only) implements Need {}

    record Never() implements Need {}
  }

  /** What is known to the specification is read and checked even before something uses it. */
  enum Standing {
    IN_USE,
    RESERVED
  }

  Setting {
    if (isSecret(parser) && fallback.isPresent()) {
      throw new IllegalArgumentException(name + ": a secret has no default");
    }
    fallback.ifPresent(
        text -> {
          if (parser.read().apply(text).isEmpty()) {
            throw new IllegalArgumentException("%s: its default is wrong".formatted(name));
          }
        });
  }

  static <T> Setting<T> of(String name, Feature feature, Parser<T> parser, String description) {
    return new Setting<>(
        name, feature, parser, description, Optional.empty(), new Need.Never(), Standing.IN_USE);
  }

  Setting<T> required() {
    return with(fallback, new Need.Always(), standing);
  }

  /** Required when another setting has this value. */
  Setting<T> requiredWhen(Setting<String> other, String word) {
    return with(fallback, new Need.When(other, word), standing);
  }

  /** Required when another setting is set. */
  Setting<T> requiredWith(Setting<?> other) {
    return with(fallback, new Need.With(other), standing);
  }

  /** Required of every queue scaler. */
  Setting<T> requiredOfScaler() {
    return with(fallback, new Need.OfScaler(Optional.empty()), standing);
  }

  /** Required of a queue scaler of which another setting has this value. */
  Setting<T> requiredOfScalerWhen(Setting<String> other, String word) {
    return with(fallback, new Need.OfScaler(Optional.of(new Need.When(other, word))), standing);
  }

  Setting<T> byDefault(String text) {
    return with(Optional.of(text), need, standing);
  }

  /** Checked, but nothing uses it yet. */
  Setting<T> reserved() {
    return with(fallback, need, Standing.RESERVED);
  }

  private Setting<T> with(Optional<String> newFallback, Need newNeed, Standing newStanding) {
    return new Setting<>(name, feature, parser, description, newFallback, newNeed, newStanding);
  }

  boolean isSecret() {
    return isSecret(parser);
  }

  private static boolean isSecret(Parser<?> parser) {
    return parser.secrecy() == Parser.Secrecy.SECRET;
  }

  /** Under which name the vault holds it, if it is a secret. */
  String vaultName() {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
