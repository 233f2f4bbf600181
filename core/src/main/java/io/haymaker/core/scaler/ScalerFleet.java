package io.haymaker.core.scaler;

import io.haymaker.core.outcome.Problem;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The containers of a scaler.
 *
 * @param present those that are there or are claimed
 * @param ended the last that ended, newest first
 * @param problem why it is not known which are there; then only claims are shown
 */
public record ScalerFleet(
    List<Member> present, List<ClaimStore.Ended> ended, Optional<Problem> problem) {
  public ScalerFleet {
    present = List.copyOf(present);
    ended = List.copyOf(ended);
  }

  /**
   * One container.
   *
   * @param claim what it was made for; empty when an older scaler made it
   * @param state as its runtime told it; empty when it is claimed and was not seen
   * @param labels its tags; none when it was not seen
   */
  public record Member(
      ContainerName name,
      Optional<Claim> claim,
      Optional<ContainerState> state,
      Map<String, String> labels) {
    public Member {
      labels = Map.copyOf(labels);
    }
  }
}
