package io.haymaker.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceSpec;
import io.haymaker.core.engine.InstanceState;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.runtime.PortRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

/** What a test of {@link ContainerEngineContract} must know of an engine, and how it asks it. */
public abstract class EngineUnderTest {
  static final Limits SMALL = new Limits(OptionalDouble.of(0.5), OptionalLong.of(64L << 20));
  private static final int PATIENCE = 1200;

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final List<InstanceId> planted = new ArrayList<>();

  /** The engine under test. Other containers of its installation may be on it. */
  protected abstract ContainerEngine engine();

  /** An image that the engine has; its containers run until they are stopped. */
  protected abstract String runs();

  /** An image that the engine has; its containers end with exit code 3 within a few looks. */
  protected abstract String endsBadly();

  /** An image that the engine has; its containers write {@code line 1} to {@code line 3}. */
  protected abstract String writesThreeLines();

  /** An image that the engine has and whose program cannot be begun. */
  protected abstract String cannotStart();

  /** A TCP port of the engine's machine that is free. */
  protected abstract int freePort();

  /** Lets something that is no container listen on the port until the test is over. */
  protected abstract void hold(int port);

  /** Somebody else makes a running container of {@link #runs} with an older manager's label. */
  protected abstract InstanceId plantForeign(String name);

  /** Somebody else makes a running container of {@link #runs} without a manager's label. */
  protected abstract InstanceId plantUnmanaged(String name);

  /** Another installation's manager makes a running container of {@link #runs}, as we would. */
  protected abstract InstanceId plantOfAnother(String name);

  /** Somebody else ends a container. */
  protected abstract void killBehindOurBack(InstanceId id);

  /** Somebody else removes a container, which may be gone. */
  protected abstract void uproot(InstanceId id);

  /** Whether a container is there and runs, seen without the engine under test. */
  protected abstract boolean runsBehindOurBack(InstanceId id);

  /** Names of all containers, whoever made them, seen without the engine under test. */
  protected abstract List<String> namesOfAll();

  /** Lets some time pass between two looks. */
  protected abstract void letSomeTimePass();

  @AfterEach
  void removeEverything() {
    mine().forEach(instance -> engine().remove(instance.id()));
    planted.forEach(this::uproot);
    assertThat(namesOfAll()).as("left behind").noneMatch(name -> name.contains(mark));
  }

  final String name(String what) {
    return "contract-%s-%s".formatted(what, mark);
  }

  final InstanceSpec spec(String what) {
    return spec(what, runs());
  }

  final InstanceSpec spec(String what, String image, PortRequest... ports) {
    return new InstanceSpec(
        name(what), image, SMALL, Map.of("COLOUR", "blue"), List.of(ports), false);
  }

  static PortRequest port(int inside, int outside) {
    return new PortRequest(inside, PortRequest.Protocol.TCP, OptionalInt.of(outside));
  }

  final Instance launched(String what) {
    return done(engine().launch(spec(what)));
  }

  final InstanceId foreign(String what) {
    InstanceId id = plantForeign(name(what));
    planted.add(id);
    return id;
  }

  final InstanceId unmanaged(String what) {
    InstanceId id = plantUnmanaged(name(what));
    planted.add(id);
    return id;
  }

  final InstanceId ofAnother(String what) {
    InstanceId id = plantOfAnother(name(what));
    planted.add(id);
    return id;
  }

  /** This test's managed containers. */
  final List<Instance> mine() {
    return complete(engine().instances()).stream()
        .filter(instance -> instance.ours() && instance.name().contains(mark))
        .toList();
  }

  final Optional<Instance> listed(InstanceId id) {
    return complete(engine().instances()).stream()
        .filter(instance -> instance.id().equals(id))
        .findFirst();
  }

  final Instance awaitEnd(InstanceId id) {
    await("end of " + id, () -> found(id).state() instanceof InstanceState.Ended);
    return found(id);
  }

  final void await(String what, BooleanSupplier condition) {
    for (int looks = 0; looks < PATIENCE; looks++) {
      if (condition.getAsBoolean()) {
        return;
      }
      letSomeTimePass();
    }
    fail("it does not come: " + what);
  }

  final Instance found(InstanceId id) {
    return found(engine().instance(id.value()));
  }

  static <T> T found(Look<T> look) {
    return look instanceof Look.Found<T>(T value) ? value : fail("expected to find it: " + look);
  }

  static <T> List<T> complete(Listing<T> listing) {
    return listing instanceof Listing.Complete<T>(List<T> items)
        ? items
        : fail("expected a complete listing, but: " + listing);
  }

  static <T> T done(Outcome<T> outcome) {
    return outcome instanceof Outcome.Done<T>(T value)
        ? value
        : fail("expected it to be done, but: " + outcome);
  }

  static void refused(Outcome<?> outcome, String code) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(outcome.obstacle().orElseThrow().code()).isEqualTo(code);
  }
}
