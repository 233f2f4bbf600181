package io.haymaker.server.telemetry;

import io.haymaker.core.chore.LookWatcher;
import io.haymaker.core.ownership.RunId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is observed of this process's work, from its start until it is closed: each request, each
 * look at a run, each chore. As metrics always; to a collector where one is configured. One that is
 * away or hangs is neither waited for nor piled up for: what it does not take is dropped.
 */
public final class Telemetry implements AutoCloseable {
  private final ObservationRegistry observations = ObservationRegistry.create();
  private final Optional<Export> export;

  private Telemetry(Optional<TelemetrySettings> settings) {
    this.export = settings.map(Export::start);
    export
        .flatMap(Export::handler)
        .ifPresent(handler -> observations.observationConfig().observationHandler(handler));
  }

  /**
   * Starts it; nothing has been sent on return.
   *
   * @param settings empty = there is no collector
   */
  public static Telemetry start(Optional<TelemetrySettings> settings) {
    return new Telemetry(settings);
  }

  /** Where observations are begun. */
  public ObservationRegistry observations() {
    return observations;
  }

  /** Gets every metric and reports it to the collector. */
  public Optional<MeterRegistry> meters() {
    return export.flatMap(Export::meters);
  }

  /**
   * Observes looks.
   *
   * @param phase in which a run is, or nothing when that is not known; asked before each look
   */
  public LookWatcher looks(Function<RunId, Optional<String>> phase) {
    return new ObservedLooks(observations, phase);
  }

  /** Sends what is left, for two and a half times the patience at most. */
  @Override
  public void close() {
    export.ifPresent(Export::close);
  }
}
