package io.haymaker.core.replica;

import io.haymaker.core.engine.InstanceId;
import java.util.List;

/**
 * What came of starting containers.
 *
 * @param created false when all that was asked for ran already
 * @param running what really runs after the start-up grace, those that ran already first; never
 *     more than were asked for
 * @param died what began and did not live through its start-up grace; it is tried again, ever more
 *     seldom
 * @param failed why containers could not be begun, in words; those are not wanted any more
 */
public record Started(
    String image,
    boolean created,
    List<InstanceView> running,
    List<Casualty> died,
    List<String> failed) {
  public Started {
    running = List.copyOf(running);
    died = List.copyOf(died);
    failed = List.copyOf(failed);
  }

  /**
   * A container that died within its start-up grace.
   *
   * @param how in words
   */
  public record Casualty(InstanceId id, String name, String how) {}
}
