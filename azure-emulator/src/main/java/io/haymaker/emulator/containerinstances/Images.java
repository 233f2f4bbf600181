package io.haymaker.emulator.containerinstances;

import io.haymaker.emulator.cloud.Cloud;
import java.util.List;
import java.util.Optional;

/**
 * What runs for an image. Public images of other hosts cannot be had here: unless the emulator was
 * told what stands for one, it is a program that does nothing and ends well.
 */
final class Images {

  private static final List<String> STAND_IN = List.of("/bin/true");

  private final Cloud cloud;

  Images(Cloud cloud) {
    this.cloud = cloud;
  }

  /** Empty if there is no such image. */
  Optional<List<String>> command(String image) {
    return cloud
        .command(image)
        .or(() -> isElsewhere(image) ? Optional.of(STAND_IN) : Optional.empty());
  }

  private boolean isElsewhere(String image) {
    String host = host(image);
    return (host.contains(".") || host.contains(":")) && !isHere(image);
  }

  /** Whether it is in the emulator's own registry. */
  boolean isHere(String image) {
    return cloud.endpoints().isRegistry(host(image));
  }

  /** What comes before the first slash; no host, but a part of the name, where it has no dot. */
  static String host(String image) {
    int slash = image.indexOf('/');
    return slash < 0 ? "" : image.substring(0, slash);
  }
}
