package io.haymaker.main.wiring;

import io.haymaker.azure.AzureSettings;
import io.haymaker.azure.queue.QueueSettings;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.runtime.Capabilities;
import io.haymaker.core.scaler.Scaler;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerRules;
import io.haymaker.core.scaler.SizingRule;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a queue scaler is built from.
 *
 * @param azure the cloud in which its topic is, and its containers where they are not on an engine
 * @param place where its containers run
 * @param queue where its messages wait
 * @param skipped subscriptions that are not served
 * @param attempts how many containers a message gets, and what is waited between two
 * @param containers what they are and are called
 * @param interval between two passes while nothing happens
 */
public record ScalerSettings(
    ScalerName name,
    AzureSettings azure,
    ScalerPlace place,
    QueueSettings queue,
    Set<String> skipped,
    Containers containers,
    Backoff attempts,
    SizingRule sizing,
    Pace pace,
    Scaler.Orphans orphans,
    Duration interval) {
  public ScalerSettings {
    skipped = Set.copyOf(skipped);
  }

  /**
   * What its containers are.
   *
   * @param prefix their names begin with it, and their tag {@code managed_by} says it
   * @param environment what every one is told
   * @param subscriptionVariable the variable that receives the subscription's name
   */
  public record Containers(
      String image,
      String prefix,
      Map<String, String> environment,
      Optional<String> subscriptionVariable) {
    public Containers {
      environment = Map.copyOf(environment);
    }

    /** Nothing of what they are told: there may be passwords in it. */
    @Override
    public String toString() {
      return "containers of " + image;
    }
  }

  /**
   * How it goes about it.
   *
   * @param capacity how many containers may be alive at once
   * @param width how many requests are in flight at once
   * @param page how many messages one look asks for
   * @param confirm whether a message is looked for once more just before its container is made
   */
  public record Pace(int capacity, int width, int page, boolean confirm) {}

  /**
   * The scaler where containers can do so much.
   *
   * @param runtime what the place for its containers can do
   */
  public Scaler scaler(Capabilities runtime) {
    return new Scaler(
        name,
        containers.prefix(),
        containers.image(),
        new ScalerRules(attempts, sizing, runtime),
        pace.capacity(),
        pace.width(),
        pace.page(),
        skipped,
        pace.confirm(),
        orphans,
        containers.environment(),
        containers.subscriptionVariable());
  }
}
