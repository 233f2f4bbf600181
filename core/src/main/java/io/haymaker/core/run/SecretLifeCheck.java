package io.haymaker.core.run;

import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import java.time.Duration;

/**
 * No agent outlasts the longest that a secret may live. A container that runs cannot be handed a
 * new secret, so a run that is longer is refused instead of renewing what nobody would take.
 */
public final class SecretLifeCheck implements Check {
  private final RunSettings.Pace pace;
  private final Duration limit;

  /**
   * @param limit the longest that a secret may live
   */
  public SecretLifeCheck(RunSettings.Pace pace, Duration limit) {
    this.pace = pace;
    this.limit = limit;
  }

  @Override
  public String name() {
    return "secret-life";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    Duration life = pace.secretLife(undertaking.duration());
    return life.compareTo(limit) <= 0
        ? Finding.passed("secrets end %d h after they are made".formatted(life.toHours()))
        : Finding.failed(
            "the agents' secrets would live for %d h, longer than %d days"
                .formatted(life.toHours(), limit.toDays()),
            "shorten the run or CONTAINER_TIMEOUT, or raise SP_SECRET_ROTATION_DAYS");
  }
}
