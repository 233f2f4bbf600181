package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What tests read in reports. */
final class Reports {
  private Reports() {}

  /** Completed, nothing remains, and everything was seen. */
  static void assertClean(JsonNode report) {
    assertThat(report.path("status").asString()).as(report.toPrettyString()).isEqualTo("completed");
    assertThat(report.path("reason").isNull()).isTrue();
    assertThat(remaining(report)).hasSize(5).allSatisfy((_, count) -> assertThat(count).isZero());
    assertThat(report.path("audit").path("could_not_look")).isEmpty();
    assertThat(report.path("cleanup_report").path("remaining_resources")).isEmpty();
  }

  /** The audit's counts. */
  static Map<String, Integer> remaining(JsonNode report) {
    var counts = new HashMap<String, Integer>();
    report.path("audit").properties().stream()
        .filter(entry -> entry.getKey().endsWith("_remaining"))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asInt(-1)));
    return counts;
  }
}
