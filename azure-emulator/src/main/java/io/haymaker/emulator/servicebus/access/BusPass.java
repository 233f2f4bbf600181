package io.haymaker.emulator.servicebus.access;

import java.time.Instant;

/** What a token proved. */
public interface BusPass {
  /** When the token ends; from then on it allows nothing. */
  Instant expiresAt();

  /**
   * Whether it allows this now. Roles are looked up anew on each call, so a role that was taken
   * away stops counting.
   *
   * @param entityPath the entity without slash in front, such as {@code topic/subscriptions/s},
   *     with {@code /$deadletterqueue} where it is meant; in lower case
   */
  boolean allows(BusRight right, String entityPath);
}
