package io.haymaker.chaos.scaler;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A message of the soak.
 *
 * @param id ends with its fate, which its container reads there
 * @param size what its {@code file_size_mb} says
 */
record Letter(String subscription, String id, Fate fate, Object size) {
  private static final List<String> BAD = List.of("many", "", "NaN", "-1", "0");
  private static final int LARGEST_MB = 1500;
  private static final int OF_A_HUNDRED = 100;

  /** What becomes of it. */
  enum Fate {
    /** Its container does the work and ends well. */
    OK(70),
    /** Its first container fails before the work is done. */
    ONCE(14),
    /** All its containers fail. */
    NEVER(4),
    /** Its container does the work, and fails then. */
    LATE(5),
    /** Its container does the work, and goes on. */
    HANG(3),
    /** It names no size that could be one. */
    BAD(4);

    private final int share;

    Fate(int share) {
      this.share = share;
    }

    private static Fate of(int hundredth) {
      int rest = hundredth;
      for (Fate fate : values()) {
        rest -= fate.share;
        if (rest < 0) {
          return fate;
        }
      }
      throw new IllegalArgumentException("not below 100: " + hundredth);
    }
  }

  /** One by chance; but the first ones are of every fate, so that none is missing from a few. */
  static Letter some(int number, List<String> subscriptions, RandomGenerator chance) {
    Fate[] all = Fate.values();
    Fate fate = number < all.length ? all[number] : Fate.of(chance.nextInt(OF_A_HUNDRED));
    return new Letter(
        subscriptions.get(chance.nextInt(subscriptions.size())),
        "m%d-%s".formatted(number, fate.name().toLowerCase(Locale.ROOT)),
        fate,
        fate == Fate.BAD ? BAD.get(number % BAD.size()) : 1 + chance.nextInt(LARGEST_MB));
  }

  /** What names it everywhere. */
  String key() {
    return key(subscription, id);
  }

  static String key(String subscription, String id) {
    return subscription + "." + id;
  }

  /** As the bus takes it over HTTPS. */
  Map<String, Object> wire() {
    return Map.of(
        "Body",
        "{}",
        "BrokerProperties",
        Map.of("MessageId", id),
        "UserProperties",
        Map.of("place", subscription, "file_size_mb", size));
  }
}
