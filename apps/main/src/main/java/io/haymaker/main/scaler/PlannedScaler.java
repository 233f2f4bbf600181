package io.haymaker.main.scaler;

import io.haymaker.core.scaler.PlatformRoom;
import io.haymaker.core.scaler.ScalerPreview;
import io.haymaker.main.wiring.ScalerHouse;
import java.util.Optional;

/**
 * What a pass of a scaler would do, and whether the platform would let it.
 *
 * @param room empty where the platform has no quota of containers
 */
record PlannedScaler(ScalerPreview preview, Optional<PlatformRoom> room) {

  /** Looks, and changes nothing; the parameter is that of {@link ScalerPreview#of}. */
  static PlannedScaler of(ScalerHouse house, int most) {
    ScalerPreview preview = ScalerPreview.of(house.world(), most);
    return new PlannedScaler(
        preview, house.roomFor(Math.max(0, preview.capacity() - preview.alive())));
  }

  /** Whether all was seen. */
  boolean isSeen() {
    return preview.problems().isEmpty()
        && room.filter(PlatformRoom.NotKnown.class::isInstance).isEmpty();
  }
}
