package io.haymaker.docker.runtime;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.api.model.StatsConfig;
import com.github.dockerjava.core.InvocationBuilder.AsyncResultCallback;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerRuntime.LogReader;
import io.haymaker.core.runtime.ContainerStats;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.EngineAnswers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What containers write and use. */
final class Measurements {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final DockerClient client;
  private final DockerClient streams;

  Measurements(DockerEngine engine) {
    this.client = engine.client();
    this.streams = engine.streams();
  }

  Outcome<String> logs(ContainerHandle handle, int tailLines) {
    return EngineAnswers.effect(
        () -> {
          var text = new StringBuilder();
          try (var reader =
              new ResultCallback.Adapter<Frame>() {
                @Override
                public void onNext(Frame frame) {
                  text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                }
              }) {
            client
                .logContainerCmd(handle.nativeId())
                .withStdOut(true)
                .withStdErr(true)
                .withTail(tailLines)
                .exec(reader);
            if (!reader.awaitCompletion(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
              throw new TimeoutException("the logs did not end in " + LONGEST);
            }
          }
          return text.toString();
        });
  }

  /** Begins to read on; that the engine refuses is seen as an end. */
  Outcome<LogReader> follow(ContainerHandle handle, int tailLines, Consumer<String> lines) {
    return EngineAnswers.effect(
        () ->
            streams
                .logContainerCmd(handle.nativeId())
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true)
                .withTail(tailLines)
                .exec(new LogFollower(lines)));
  }

  /** The engine measures twice, a second apart. */
  Outcome<ContainerStats> stats(ContainerHandle handle) {
    return EngineAnswers.effect(
        () -> {
          try (var answer = new AsyncResultCallback<Statistics>()) {
            client.statsCmd(handle.nativeId()).withNoStream(true).exec(answer);
            return read(answer.awaitResult());
          }
        });
  }

  private static ContainerStats read(Statistics sample) {
    return new ContainerStats(
        cores(sample),
        Optional.ofNullable(sample.getMemoryStats()).map(Measurements::workingSet).orElse(0L));
  }

  /** Processor time used between the two samples, over the time of one core between them. */
  private static double cores(Statistics sample) {
    long used = total(sample.getCpuStats().getCpuUsage()) - total(before(sample));
    @Nullable Long now = sample.getCpuStats().getSystemCpuUsage();
    @Nullable Long then = sample.getPreCpuStats().getSystemCpuUsage();
    @Nullable Long online = sample.getCpuStats().getOnlineCpus();
    if (now == null || then == null || online == null || now <= then || used <= 0) {
      return 0;
    }
    return (double) used / (now - then) * online;
  }

  private static com.github.dockerjava.api.model.@Nullable CpuUsageConfig before(
      Statistics sample) {
    return sample.getPreCpuStats().getCpuUsage();
  }

  private static long total(com.github.dockerjava.api.model.@Nullable CpuUsageConfig usage) {
    return usage == null ? 0 : Objects.requireNonNullElse(usage.getTotalUsage(), 0L);
  }

  /**
   * What the kernel cannot take back at will: use less the file cache that is not in use, by its
   * name on cgroup v1 or v2, as {@code docker stats} counts it.
   */
  private static long workingSet(MemoryStatsConfig memory) {
    long used = Objects.requireNonNullElse(memory.getUsage(), 0L);
    @Nullable StatsConfig details = memory.getStats();
    if (details == null) {
      return used;
    }
    long cache =
        Objects.requireNonNullElseGet(
            details.getTotalInactiveFile(),
            () -> Objects.requireNonNullElse(details.getInactiveFile(), 0L));
    return Math.max(0, used - cache);
  }
}
