package io.haymaker.chaos.kill;

import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;

/** Faults "some": conflicts, throttling, 5xx and lost answers, a few of each, here and there. */
final class Storm {
  private static final List<String> EFFECTS =
      List.of(
          "\"method\":\"DELETE\",\"path\":\"/subscriptions/**\",\"fail\":{\"status\":409,\"code\":\"Conflict\"}",
          "\"method\":\"*\",\"path\":\"/subscriptions/**\",\"throttle\":\"PT1S\"",
          "\"method\":\"*\",\"path\":\"/subscriptions/**\",\"fail\":{\"status\":503,\"code\":\"ServiceUnavailable\"}",
          "\"method\":\"PUT\",\"path\":\"/subscriptions/**\",\"loseResponse\":true",
          "\"method\":\"DELETE\",\"path\":\"/subscriptions/**\",\"loseResponse\":true",
          "\"method\":\"POST\",\"path\":\"/v1.0/**\",\"loseResponse\":true",
          "\"method\":\"*\",\"path\":\"/v1.0/**\",\"throttle\":\"PT1S\"",
          "\"method\":\"DELETE\",\"path\":\"/v1.0/**\",\"fail\":{\"status\":500,\"code\":\"InternalServerError\"}",
          "\"method\":\"PUT\",\"path\":\"/secrets/**\",\"loseResponse\":true",
          "\"method\":\"DELETE\",\"path\":\"/secrets/**\",\"fail\":{\"status\":503}",
          "\"method\":\"*\",\"path\":\"/subscriptions/**\",\"delay\":\"PT0.5S\"");

  private Storm() {}

  /** Orders some; they are over when they have struck. */
  static void order(CloudDoor cloud, RandomGenerator chance) throws IOException {
    for (int i = 2 + chance.nextInt(3); i > 0; i--) {
      String rule = EFFECTS.get(chance.nextInt(EFFECTS.size()));
      cloud.control(
          "POST",
          "/faults",
          "{%s,\"skip\":%d,\"count\":%d}"
              .formatted(rule, chance.nextInt(12), 1 + chance.nextInt(2)));
    }
  }

  static void end(CloudDoor cloud) throws IOException {
    cloud.control("DELETE", "/faults");
  }
}
