package io.haymaker.agent.arm;

import java.time.Duration;

/**
 * How long and how often.
 *
 * @param attempts how often a request is sent that is refused for a passing reason
 * @param firstWait before the second attempt; doubled for each further one
 * @param longestWait the most that doubling may reach
 * @param propagation how long after our start a new identity and its roles may be unknown
 * @param pollInterval the most between looks at an operation when the service does not say; the
 *     first are sooner
 * @param operation how long an operation is followed
 * @param exchange for one request and its answer
 */
public record Patience(
    int attempts,
    Duration firstWait,
    Duration longestWait,
    Duration propagation,
    Duration pollInterval,
    Duration operation,
    Duration exchange) {

  /**
   * What suits Azure. Role assignments may take up to ten minutes; the control plane has waited for
   * them before, so half of that is left to us. Gateways take up to 45 minutes to be made.
   */
  public static final Patience USUAL =
      new Patience(
          6,
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofSeconds(5),
          Duration.ofMinutes(45),
          Duration.ofSeconds(60));
}
