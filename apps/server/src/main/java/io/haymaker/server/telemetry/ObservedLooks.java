package io.haymaker.server.telemetry;

import io.haymaker.core.chore.LookWatcher;
import io.haymaker.core.ownership.RunId;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes an observation of each look: a span, and a count with its time. */
final class ObservedLooks implements LookWatcher {
  private final ObservationRegistry registry;
  private final Function<RunId, Optional<String>> phase;

  ObservedLooks(ObservationRegistry registry, Function<RunId, Optional<String>> phase) {
    this.registry = registry;
    this.phase = phase;
  }

  @Override
  public <T> T chore(String name, Supplier<T> look) {
    return during(
        Observation.createNotStarted("haymaker.chore", registry)
            .contextualName("chore " + name)
            .lowCardinalityKeyValue("chore", name),
        look);
  }

  @Override
  public <T> T run(RunId run, Supplier<T> look) {
    String where = phase.apply(run).orElse("unknown");
    return during(
        Observation.createNotStarted("haymaker.run.look", registry)
            .contextualName("run " + where)
            .lowCardinalityKeyValue("phase", where)
            .highCardinalityKeyValue("run_id", run.toString()),
        look);
  }

  /** Not {@code observe}: what is thrown may be no exception. */
  private static <T> T during(Observation observation, Supplier<T> look) {
    observation.start();
    try (Observation.Scope _ = observation.openScope()) {
      return look.get();
    } catch (RuntimeException | Error failure) {
      observation.error(failure);
      throw failure;
    } finally {
      observation.stop();
    }
  }
}
