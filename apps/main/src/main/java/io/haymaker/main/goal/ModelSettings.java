package io.haymaker.main.goal;

import io.haymaker.core.identity.SecretValue;
import java.net.URI;

/**
 * The model that goal-seeking agents ask.
 *
 * @param base where its API is, without {@code /v1}
 * @param model by its name there
 */
public record ModelSettings(URI base, String model, SecretValue key) {
  public ModelSettings {
    if (model.isBlank()) {
      throw new IllegalArgumentException("model is empty");
    }
  }
}
