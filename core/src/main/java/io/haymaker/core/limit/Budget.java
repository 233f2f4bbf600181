package io.haymaker.core.limit;

/**
 * What a service lets one caller ask of one kind.
 *
 * @param key names the bucket; who shares the key shares the bucket
 * @param size the most calls at once, 1 or more
 * @param perSecond how many more each second, more than 0
 */
public record Budget(String key, int size, double perSecond) {
  public Budget {
    if (key.isBlank() || size < 1 || !(perSecond > 0)) {
      throw new IllegalArgumentException("a key, size >= 1 and perSecond > 0 are needed");
    }
  }

  /** How many tokens are borrowed at a time by who uses them up: those of half a second. */
  int batch() {
    return Math.clamp((long) (perSecond / 2), 1, size);
  }
}
