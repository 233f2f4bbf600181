package io.haymaker.core.health;

import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.HostFacts;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.Usage;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures how containers fare, now. */
public final class HealthReader {
  /** What is asked for more often is measured once. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final ContainerEngine engine;
  private final HealthThresholds thresholds;

  public HealthReader(ContainerEngine engine, HealthThresholds thresholds) {
    this.engine = engine;
    this.thresholds = thresholds;
  }

  /** A container and how it fares. */
  record Patient(Instance instance, Vitals vitals) {}

  /** All at once, and the machine that they are on. */
  record Ward(HostFacts host, List<Patient> patients) {}

  /**
   * How one fares.
   *
   * @param idOrName as {@link ContainerEngine#instance} takes it
   */
  public Look<Vitals> of(String idOrName) {
    return engine
        .instance(idOrName)
        .then(
            instance ->
                engine
                    .host()
                    .then(
                        host ->
                            usage(instance.isRunning())
                                .then(
                                    all ->
                                        Look.found(
                                            Vitals.of(
                                                instance, of(instance, all), host, thresholds)))));
  }

  private Look<List<Usage>> usage(boolean needed) {
    return needed ? listed(engine.usage(FRESH)) : Look.found(List.of());
  }

  private static Optional<Usage> of(Instance instance, List<Usage> all) {
    return all.stream().filter(one -> one.id().equals(instance.id())).findFirst();
  }

  /**
   * How all of ours fare. One that began or ended while they were measured is left out: nothing
   * true can be said of it.
   */
  Look<Ward> all() {
    return engine
        .host()
        .then(
            host ->
                listed(engine.instances())
                    .then(
                        instances ->
                            listed(engine.usage(FRESH))
                                .then(
                                    usage ->
                                        Look.found(
                                            new Ward(host, patients(instances, usage, host))))));
  }

  private static <T> Look<List<T>> listed(Listing<T> listing) {
    return switch (listing) {
      case Listing.Complete<T>(List<T> items) -> Look.found(items);
      case Listing.CouldNotLook<T>(Problem problem) -> new Look.CouldNotLook<>(problem);
    };
  }

  private List<Patient> patients(List<Instance> instances, List<Usage> usage, HostFacts host) {
    Map<InstanceId, Usage> byId = new HashMap<>();
    usage.forEach(one -> byId.put(one.id(), one));
    var patients = new ArrayList<Patient>();
    for (Instance instance : instances) {
      Optional<Usage> measured = Optional.ofNullable(byId.get(instance.id()));
      if (instance.ours() && (!instance.isRunning() || measured.isPresent())) {
        patients.add(new Patient(instance, Vitals.of(instance, measured, host, thresholds)));
      }
    }
    return patients;
  }
}
