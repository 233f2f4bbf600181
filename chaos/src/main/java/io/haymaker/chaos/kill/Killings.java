package io.haymaker.chaos.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Small runs against the emulator, under faults, whose control plane is killed at random moments;
 * the same command, again and again, goes on with the same run until it is over.
 */
public final class Killings {
  private static final Duration RUN_LIMIT = Duration.ofMinutes(8);

  /** Counted from when it is up: on a slow machine starting takes longer than all the rest. */
  private static final Duration LONGEST_LIFE = Duration.ofSeconds(8);

  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /** One in so many is killed while it starts, within the time that a start takes. */
  private static final int EARLY = 5;

  private static final Duration LONGEST_START = Duration.ofSeconds(4);

  /** What a process says when it has its database and its cloud. */
  private static final String UP = "emulator at ";

  private static final int KILLS_PER_RUN = 5;
  private static final List<String> SCENARIOS = List.of("chaos-one", "chaos-two");

  private final House house;
  private final Path folder;
  private final Path data;
  private final RandomGenerator chance;
  private final Consumer<String> news;
  private final List<String> wrong = new ArrayList<>();
  private int kills;
  private int runs;
  private int refusedStarts;
  private int mischief;

  /**
   * @param folder an empty one for all that this leaves; the data is in {@code data} below it
   * @param news gets a line for each thing that happens
   */
  public Killings(House house, Path folder, long seed, Consumer<String> news) {
    this.house = house;
    this.folder = folder;
    this.data = folder.resolve("data");
    this.chance = new SplittableRandom(seed);
    this.news = news;
  }

  /**
   * What came of it.
   *
   * @param wrong leftovers, duplicates and runs that did not end well, in words
   */
  public record Outcome(int kills, int runs, int mischief, List<String> wrong) {
    public Outcome {
      wrong = List.copyOf(wrong);
    }
  }

  /** Kills that often, over as many runs as it takes; then counts what is left. */
  public Outcome kill(int wanted) throws IOException, InterruptedException {
    Path documents = Files.createDirectories(folder.resolve("scenarios"));
    for (String name : SCENARIOS) {
      Files.writeString(documents.resolve(name + ".md"), document());
    }
    try {
      while (kills < wanted && wrong.isEmpty()) {
        oneRun(documents, wanted);
      }
      if (wrong.isEmpty()) {
        countWhatIsLeft();
      }
    } finally {
      endEverything();
    }
    return new Outcome(kills, runs, mischief, wrong);
  }

  private static String document() {
    try (var stream = Killings.class.getResourceAsStream("scenario.md")) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void oneRun(Path documents, int wanted) throws IOException, InterruptedException {
    Path report = folder.resolve("report-%d.json".formatted(++runs));
    int killsOfRun = 0;
    long end = System.nanoTime() + RUN_LIMIT.toNanos();
    while (System.nanoTime() < end) {
      boolean kill = kills < wanted && killsOfRun < KILLS_PER_RUN;
      boolean early = kill && chance.nextInt(EARLY) == 0;
      Said said = Said.from(output());
      Process process = start(documents, report);
      if (!early) {
        comesUp(process, said);
      }
      Duration life = kill ? life(early ? LONGEST_START : LONGEST_LIFE) : RUN_LIMIT;
      if (!livesOut(process, life)) {
        process.destroyForcibly().waitFor();
        if (!kill) {
          break;
        }
        kills++;
        killsOfRun++;
        news.accept(
            "kill %d, of run %d, %.1f s after it %s"
                .formatted(kills, runs, life.toMillis() / 1e3, early ? "began" : "was up"));
        continue;
      }
      if (Files.exists(report)) {
        judge(report, process.exitValue());
        return;
      }
      // A cloud that is out of order just when a command starts ends it: whoever wants it starts
      // it again.
      if (++refusedStarts > wanted + 10) {
        break;
      }
    }
    wrong.add("run %d comes to no end; see %s".formatted(runs, output()));
  }

  private Duration life(Duration longest) {
    return Duration.ofMillis(chance.nextLong(100, longest.toMillis()));
  }

  /** Waits until it has reached its place, or has ended. */
  private void comesUp(Process process, Said said) throws IOException, InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < end && !process.waitFor(100, TimeUnit.MILLISECONDS)) {
      if (said.contains(UP)) {
        return;
      }
    }
  }

  private Process start(Path documents, Path report) throws IOException {
    var arguments = new ArrayList<>(List.of("demo", "--data", data.toString()));
    SCENARIOS.forEach(name -> arguments.addAll(List.of("--scenario", name)));
    arguments.addAll(
        List.of(
            "--scenarios",
            documents.toString(),
            "--duration",
            "2s",
            "--leave-behind",
            "1",
            "--report",
            report.toString()));
    return house.main(output(), Map.of(), arguments);
  }

  private Path output() {
    return folder.resolve("haymaker.out");
  }

  /** Lets it live that long, in bad weather; true when it has ended by itself. */
  private boolean livesOut(Process process, Duration life)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + life.toNanos();
    Optional<CloudDoor> cloud = Optional.empty();
    while (System.nanoTime() < end) {
      if (process.waitFor(300, TimeUnit.MILLISECONDS)) {
        return true;
      }
      if (cloud.isEmpty()) {
        cloud = CloudDoor.of(data.resolve("emulator"));
        cloud.ifPresent(door -> weather(door));
      } else if (chance.nextInt(3) == 0) {
        misbehave(cloud.get());
      }
    }
    return false;
  }

  private void weather(CloudDoor cloud) {
    try {
      Storm.order(cloud, chance);
    } catch (IOException e) {
      news.accept("no faults ordered: " + e);
    }
  }

  private void misbehave(CloudDoor cloud) {
    try {
      var agents = new Mischief(cloud, chance, Clock.systemUTC());
      agents.letGoOn();
      Optional<String> done = agents.some();
      if (done.isPresent()) {
        mischief++;
        news.accept(done.get());
      }
      wrong.addAll(Census.of(cloud).duplicates());
    } catch (IOException e) {
      // It goes down with the run, or a fault of ours struck ourselves.
      news.accept("nobody misbehaved: " + e);
    }
  }

  private void judge(Path report, int exitCode) throws IOException {
    JsonNode json = JsonMapper.shared().readTree(Files.readString(report));
    int remaining =
        json.path("audit").properties().stream()
            .filter(entry -> entry.getKey().endsWith("_remaining"))
            .mapToInt(entry -> entry.getValue().asInt(1))
            .sum();
    news.accept(
        "run %d is over: %s, exit code %d, %d remain"
            .formatted(runs, json.path("status").asString(), exitCode, remaining));
    boolean nothingMade = json.path("reason").asString("").equals("nothing_provisioned");
    if (remaining != 0
        || !json.path("audit").path("could_not_look").isEmpty()
        || !(exitCode == 0 || nothingMade)) {
      wrong.add(
          "run %s ended with exit code %d: %s"
              .formatted(json.path("run_id").asString(), exitCode, json.path("audit").toString()));
    }
  }

  /** The runs have ended their cloud; it is started again to be asked itself. */
  private void countWhatIsLeft() throws IOException, InterruptedException {
    Path emulator = data.resolve("emulator");
    Process process =
        house.emulator(folder.resolve("emulator.out"), List.of("--data", emulator.toString()));
    try {
      CloudDoor cloud = CloudDoor.awaited(emulator, process);
      Storm.end(cloud);
      Census census = Census.of(cloud);
      census.present().forEach(what -> wrong.add("left over: " + what));
      wrong.addAll(census.duplicates());
    } finally {
      process.destroy();
      process.waitFor(30, TimeUnit.SECONDS);
    }
  }

  /** Nothing of ours outlives this command. */
  private void endEverything() {
    ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(process -> process.info().commandLine().orElse("").contains(data.toString()))
        .forEach(ProcessHandle::destroyForcibly);
  }
}
