package io.haymaker.core.replica;

import io.haymaker.core.engine.Limits;
import io.haymaker.core.runtime.PortRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A request for containers that was read and found possible. */
record Wish(
    String image,
    int count,
    OptionalInt minimum,
    OptionalInt maximum,
    Limits limits,
    Optional<Map<String, String>> environment,
    Optional<List<PortRequest>> ports,
    Optional<Boolean> strict) {
  private static final int USUAL_MINIMUM = 1;
  private static final int USUAL_MAXIMUM = 5;

  /** So many are to run at least. */
  int target() {
    return Math.max(count, minimum.orElse(0));
  }

  /** What is wanted of the image when at least so many are. */
  DesiredImage atLeast(Optional<DesiredImage> known, Instant now) {
    return with(known, Math.max(target(), known.map(DesiredImage::count).orElse(0)), now);
  }

  /** What is wanted of the image when so many more are. */
  DesiredImage more(Optional<DesiredImage> known, Instant now) {
    return with(known, count + known.map(DesiredImage::count).orElse(0), now);
  }

  private DesiredImage with(Optional<DesiredImage> known, int wanted, Instant now) {
    int least = minimum.orElseGet(() -> known.map(DesiredImage::minimum).orElse(USUAL_MINIMUM));
    int most = maximum.orElseGet(() -> known.map(DesiredImage::maximum).orElse(USUAL_MAXIMUM));
    int number = Math.max(wanted, least);
    return new DesiredImage(
        image,
        least,
        Math.max(most, number),
        number,
        known.map(image -> limits.orElse(image.limits())).orElse(limits),
        environment.or(() -> known.map(DesiredImage::environment)).orElse(Map.of()),
        ports.or(() -> known.map(DesiredImage::ports)).orElse(List.of()),
        strict.or(() -> known.map(DesiredImage::strict)).orElse(false),
        now);
  }
}
