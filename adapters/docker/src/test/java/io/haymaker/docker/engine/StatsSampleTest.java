package io.haymaker.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatsSampleTest {
  /** As Docker 20.10 answers on cgroup v1, asked once. */
  private static final String V1 =
      """
      {"read":"2026-11-21T16:39:45.770635717Z","preread":"0001-01-01T00:00:00Z",
       "cpu_stats":{"cpu_usage":{"total_usage":19988657,"percpu_usage":[1648287,18340370],
         "usage_in_kernelmode":10000000,"usage_in_usermode":0},
         "system_cpu_usage":50684620000000,"online_cpus":2},
       "precpu_stats":{"cpu_usage":{"total_usage":0,"usage_in_kernelmode":0}},
       "memory_stats":{"usage":10655360,"max_usage":14055040,"limit":25276514304,
         "stats":{"active_file":16384,"cache":9000000,"inactive_file":7,"rss":110592,
           "total_cache":9000000,"total_inactive_file":8000000,"total_rss":110592}}}
      """;

  /** As Docker 24 answers on cgroup v2, asked to measure twice. */
  private static final String V2 =
      """
      {"read":"2026-11-21T10:00:02.500000000Z","preread":"2026-11-21T10:00:01.500000000Z",
       "cpu_stats":{"cpu_usage":{"total_usage":1750000000,"usage_in_kernelmode":500000000,
         "usage_in_usermode":1250000000},"system_cpu_usage":900000000000,"online_cpus":4},
       "precpu_stats":{"cpu_usage":{"total_usage":1250000000},
         "system_cpu_usage":896000000000,"online_cpus":4},
       "memory_stats":{"usage":50000000,"limit":67108864,
         "stats":{"anon":30000000,"file":20000000,"active_file":5000000,
           "inactive_file":15000000,"kernel_stack":16384}}}
      """;

  /** As both answer about a container that does not run. */
  private static final String STOPPED =
      """
      {"read":"0001-01-01T00:00:00Z","preread":"0001-01-01T00:00:00Z",
       "cpu_stats":{"cpu_usage":{"total_usage":0}},"precpu_stats":{"cpu_usage":{"total_usage":0}},
       "memory_stats":{}}
      """;

  private static JsonNode json(String text) {
    return JsonMapper.builder().build().readTree(text);
  }

  @Test
  void memoryOnCgroupV1IsWithoutTheFileCacheOfTheWholeGroup() {
    StatsSample sample = StatsSample.now(json(V1)).orElseThrow();

    assertThat(sample.memoryBytes()).isEqualTo(2_655_360);
    assertThat(sample.cpuNanos()).isEqualTo(19_988_657);
    assertThat(sample.at()).isEqualTo(Instant.parse("2026-11-21T16:39:45.770635717Z"));
    assertThat(StatsSample.before(json(V1))).as("measured once").isEmpty();
  }

  @Test
  void memoryOnCgroupV2IsWithoutTheFileCacheToo() {
    StatsSample sample = StatsSample.now(json(V2)).orElseThrow();

    assertThat(sample.memoryBytes()).isEqualTo(35_000_000);
  }

  @Test
  void coresAreProcessorTimeOverTime() {
    StatsSample now = StatsSample.now(json(V2)).orElseThrow();
    StatsSample before = StatsSample.before(json(V2)).orElseThrow();

    assertThat(now.coresSince(before)).isEqualTo(0.5, within(1e-9));
  }

  @Test
  void whatWasStartedAgainHasUsedWhatItCountsNow() {
    var before = new StatsSample(Instant.parse("2026-01-01T00:00:00Z"), 9_000_000_000L, 0);
    var after = new StatsSample(Instant.parse("2026-01-01T00:00:10Z"), 1_000_000_000L, 0);

    assertThat(after.coresSince(before)).isEqualTo(0.1, within(1e-9));
    assertThat(after.coresSince(after)).as("no time has passed").isZero();
  }

  @Test
  void whatDoesNotRunHasNoSample() {
    assertThat(StatsSample.now(json(STOPPED))).isEmpty();
  }
}
