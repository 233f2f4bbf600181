package io.haymaker.main.trial;

import io.haymaker.core.scaler.FileSize;
import java.util.Set;

/**
 * A message of a trial.
 *
 * @param id unlike every other message's
 * @param expected the subscriptions in which it gets a container, and in no other; empty when any
 *     will do
 */
public record TrialMessage(String id, FileSize file, Set<String> expected) {
  public TrialMessage {
    expected = Set.copyOf(expected);
  }
}
