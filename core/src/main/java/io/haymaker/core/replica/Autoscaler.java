package io.haymaker.core.replica;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Decides how many containers an image's load needs. Pure. */
final class Autoscaler {
  private final AutoscaleSettings settings;

  Autoscaler(AutoscaleSettings settings) {
    this.settings = settings;
  }

  /**
   * Another number.
   *
   * @param why in words, for the journal
   */
  record Decision(int count, String why) {}

  /** The samples of one kind: cpu or memory. */
  private record Series(String name, List<Double> values) {
    static Series of(String name, List<Load> loads, ToDoubleFunction<Load> value) {
      return new Series(name, loads.stream().mapToDouble(value).boxed().toList());
    }

    double mean() {
      return values.stream().mapToDouble(value -> value).average().orElse(0);
    }

    boolean isAbove(double bound) {
      return values.stream().allMatch(value -> value > bound);
    }

    boolean isBelow(double bound) {
      return values.stream().allMatch(value -> value < bound);
    }
  }

  /**
   * @param loads oldest first
   * @return empty while the number is right, or it is too early to say
   */
  Optional<Decision> decide(DesiredImage image, List<Load> loads, Instant now) {
    // Samples of another number of containers say nothing about this one.
    List<Load> fresh =
        loads.stream()
            .filter(load -> load.at().isAfter(image.updatedAt()) && !load.at().isAfter(now))
            .filter(load -> load.at().plus(settings.window()).isAfter(now))
            .toList();
    if (image.count() == 0 || fresh.size() < settings.samples()) {
      return Optional.empty();
    }
    List<Load> last = fresh.subList(fresh.size() - settings.samples(), fresh.size());
    Series cpu = Series.of("cpu", last, Load::cpu);
    Series memory = Series.of("memory", last, Load::memory);
    boolean memoryFirst = memory.mean() > cpu.mean();
    return more(image, memoryFirst ? memory : cpu, now)
        .or(() -> more(image, memoryFirst ? cpu : memory, now))
        .or(() -> fewer(image, cpu, memory, now));
  }

  private Optional<Decision> more(DesiredImage image, Series load, Instant now) {
    if (!load.isAbove(settings.target())
        || image.updatedAt().plus(settings.upAfter()).isAfter(now)) {
      return Optional.empty();
    }
    int needed = (int) Math.ceil(Math.min(image.count() * load.mean() / settings.target(), 1e6));
    int atOnce = Math.min(Math.max(needed, image.count() + 1), 2 * image.count());
    int count = Math.min(atOnce, image.maximum());
    return count <= image.count()
        ? Optional.empty()
        : Optional.of(
            new Decision(
                count,
                String.format(
                    Locale.ROOT,
                    "%d -> %d: %s %.0f %% over target %.0f %% for %d samples",
                    image.count(),
                    count,
                    load.name(),
                    load.mean(),
                    settings.target(),
                    settings.samples())));
  }

  /** One at a time; the last one stays, for nothing would tell when it is needed again. */
  private Optional<Decision> fewer(DesiredImage image, Series cpu, Series memory, Instant now) {
    int count = image.count() - 1;
    if (count < Math.max(1, image.minimum())
        || image.updatedAt().plus(settings.downAfter()).isAfter(now)) {
      return Optional.empty();
    }
    double bound = (settings.target() - settings.room()) * count / image.count();
    return cpu.isBelow(bound) && memory.isBelow(bound)
        ? Optional.of(
            new Decision(
                count,
                String.format(
                    Locale.ROOT,
                    "%d -> %d: cpu %.0f %% and memory %.0f %% would stay below target %.0f %% with"
                        + " one fewer, for %d samples",
                    image.count(),
                    count,
                    cpu.mean(),
                    memory.mean(),
                    settings.target(),
                    settings.samples())))
        : Optional.empty();
  }
}
