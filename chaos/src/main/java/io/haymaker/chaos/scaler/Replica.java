package io.haymaker.chaos.scaler;

import io.haymaker.chaos.kill.House;
import io.haymaker.chaos.kill.Said;
import io.haymaker.chaos.kill.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A server that keeps the scaler, and dies or stands still at random moments. */
final class Replica implements AutoCloseable {
  private static final String UP = "listening at ";

  /** Counted from when it is up: on a slow machine starting takes longer than all the rest. */
  private static final Duration LONGEST_LIFE = Duration.ofSeconds(10);

  /** One in so many is killed while it starts. */
  private static final int EARLY = 6;

  private static final Duration LONGEST_START = Duration.ofSeconds(4);

  /** One in so many stands still, longer than others wait for it, and goes on. */
  private static final int FREEZES = 4;

  private static final Duration FREEZE = Duration.ofSeconds(7);

  private enum State {
    STARTING,
    UP,
    FROZEN
  }

  private final House house;
  private final Path folder;
  private final String name;
  private final Map<String, String> environment;
  private final RandomGenerator chance;
  private @Nullable Process process;
  private @Nullable Said said;
  private State state = State.STARTING;
  private long due;
  private boolean closed;

  Replica(
      House house,
      Path folder,
      String name,
      Map<String, String> environment,
      RandomGenerator chance) {
    this.house = house;
    this.folder = folder;
    this.name = name;
    this.environment = Map.copyOf(environment);
    this.chance = chance;
  }

  /** What became of it. */
  enum Blow {
    KILLED,
    FROZEN
  }

  /** Whether it was started and not killed since; it may stand still. */
  synchronized boolean isRunning() {
    return process != null;
  }

  /**
   * Looks after it: starts it where it is not there, and strikes when its time has come.
   *
   * @param gently nothing is done to it any more
   * @throws IOException when it has ended by itself
   */
  synchronized Optional<Blow> step(boolean gently) throws IOException {
    if (closed) {
      return Optional.empty();
    }
    Process current = process;
    if (current == null) {
      begin();
      return Optional.empty();
    }
    if (!current.isAlive()) {
      throw new IOException(
          "replica %s ended by itself with exit code %d; see %s"
              .formatted(name, current.exitValue(), output()));
    }
    if (state == State.STARTING && said != null && said.contains(UP)) {
      state = State.UP;
      due = in(life(LONGEST_LIFE));
    }
    boolean isDue = System.nanoTime() - due >= 0;
    if (state == State.FROZEN && (isDue || gently)) {
      Signal.send("CONT", current.pid());
      state = State.UP;
      due = in(life(LONGEST_LIFE));
      return Optional.empty();
    }
    if (gently || !isDue) {
      return Optional.empty();
    }
    if (state == State.UP && chance.nextInt(FREEZES) == 0) {
      Signal.send("STOP", current.pid());
      state = State.FROZEN;
      due = in(FREEZE);
      return Optional.of(Blow.FROZEN);
    }
    // The next one wants its folder.
    Ended.now(current);
    process = null;
    return Optional.of(Blow.KILLED);
  }

  private void begin() throws IOException {
    said = Said.from(output());
    process =
        house.main(
            output(),
            environment,
            List.of(
                "up",
                "--port",
                "0",
                "--no-auth",
                "--data",
                folder.resolve("data-" + name).toString()));
    state = State.STARTING;
    due = chance.nextInt(EARLY) == 0 ? in(life(LONGEST_START)) : in(Duration.ofDays(1));
  }

  private Duration life(Duration longest) {
    return Duration.ofMillis(chance.nextLong(100, longest.toMillis()));
  }

  private static long in(Duration time) {
    return System.nanoTime() + time.toNanos();
  }

  private Path output() {
    return folder.resolve("replica-%s.out".formatted(name));
  }

  /** Kills it; on return it has ended, and is not started any more. */
  @Override
  public synchronized void close() {
    closed = true;
    if (process != null) {
      Ended.now(process);
    }
  }
}
