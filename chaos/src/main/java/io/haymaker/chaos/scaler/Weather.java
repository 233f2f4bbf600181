package io.haymaker.chaos.scaler;

import io.haymaker.chaos.kill.CloudDoor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Faults of the cloud that has the containers: quota, throttling, creates and deletions that fail,
 * answers that are lost. Those after which a scaler leaves the cloud alone for half a minute and
 * more come seldom.
 */
final class Weather {
  private static final String GROUPS = "/subscriptions/**/containerGroups/*";
  private static final Duration BETWEEN = Duration.ofSeconds(3);
  private static final int FEW = 3;
  private static final List<String> USUAL =
      List.of(
          "\"method\":\"PUT\",\"fail\":{\"status\":503,\"code\":\"ServiceUnavailable\"}",
          "\"method\":\"PUT\",\"fail\":{\"status\":400,\"code\":\"InvalidImage\"}",
          "\"method\":\"PUT\",\"fail\":{\"status\":403,\"code\":\"Forbidden\"}",
          "\"method\":\"PUT\",\"loseResponse\":true",
          "\"method\":\"PUT\",\"delay\":\"PT2S\"",
          "\"method\":\"DELETE\",\"loseResponse\":true",
          "\"method\":\"DELETE\",\"fail\":{\"status\":500,\"code\":\"InternalServerError\"}",
          "\"method\":\"GET\",\"fail\":{\"status\":503,\"code\":\"ServiceUnavailable\"}");
  private static final String THROTTLED = "\"method\":\"PUT\",\"throttle\":\"PT1S\"";

  private static final int TIGHT = 1;
  private static final int ROOMY = 1_000_000;

  private final CloudDoor cloud;
  private final RandomGenerator chance;
  private boolean tight;
  private int told;
  private long next;

  Weather(CloudDoor cloud, RandomGenerator chance) {
    this.cloud = cloud;
    this.chance = chance;
    this.next = System.nanoTime();
  }

  /** Throttling, and no room in the region, until somebody was told of each. */
  void stop() throws IOException {
    told = refusals();
    set(TIGHT);
    tight = true;
    order(THROTTLED, 1);
  }

  /** Changes with time; to be called again and again. */
  void change() throws IOException {
    if (tight) {
      if (refusals() > told) {
        set(ROOMY);
        oneOfEach();
        tight = false;
      }
      return;
    }
    if (System.nanoTime() - next >= 0) {
      next = System.nanoTime() + BETWEEN.toNanos();
      order(USUAL.get(chance.nextInt(USUAL.size())), 1 + chance.nextInt(FEW));
    }
  }

  /** To be sure that each was seen. */
  private void oneOfEach() throws IOException {
    for (String rule : USUAL) {
      order(rule, 1);
    }
  }

  private int refusals() throws IOException {
    return cloud
        .control("GET", "/requests?path=/containerGroups/&method=PUT&status=409")
        .body()
        .path("value")
        .size();
  }

  /** From now on nothing goes wrong. */
  void end() throws IOException {
    set(ROOMY);
    tight = false;
    cloud.control("DELETE", "/faults");
  }

  /** The real limit of the region. */
  private void set(int quota) throws IOException {
    cloud.control(
        "PATCH",
        "/settings",
        "{\"quotas\":{\"Microsoft.ContainerInstance/containerGroups\":%d}}".formatted(quota));
  }

  private void order(String rule, int count) throws IOException {
    cloud.control(
        "POST",
        "/faults",
        "{%s,\"path\":\"%s\",\"skip\":%d,\"count\":%d}"
            .formatted(rule, GROUPS, chance.nextInt(3), count));
  }
}
