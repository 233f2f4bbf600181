package io.haymaker.main.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./haymaker demo}, or another command, as a process, from the jars that the build made, in
 * a process group of its own as a terminal gives it.
 */
final class DemoProcess implements AutoCloseable {
  static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();
  static final Duration LONGEST = Duration.ofMinutes(3);

  private final Process process;
  private final Path data;
  private final Path output;
  private final Path errors;
  private final Path report;

  private DemoProcess(Process process, Path data, Path output, Path errors, Path report) {
    this.process = process;
    this.data = data;
    this.output = output;
    this.errors = errors;
    this.report = report;
  }

  /** Starts a demo on a data folder; the report goes beside it. */
  static DemoProcess start(Path data, String... options) {
    return start(data, data.resolveSibling(data.getFileName() + ".json"), options);
  }

  /** The same with more in its environment. */
  static DemoProcess start(Path data, Map<String, String> environment, String... options) {
    Path report = data.resolveSibling(data.getFileName() + ".json");
    var words = new ArrayList<>(List.of("demo", "--report", report.toString()));
    words.addAll(List.of(options));
    return start(data, report, environment, words);
  }

  /** Starts one more on the same data folder. */
  static DemoProcess beside(DemoProcess other) {
    return start(other.data, other.data.resolveSibling("second.json"));
  }

  private static DemoProcess start(Path data, Path report, String... options) {
    var words = new ArrayList<>(List.of("demo", "--report", report.toString()));
    words.addAll(List.of(options));
    return start(data, report, Map.of(), words);
  }

  /** Starts a run on a configured cloud; the report goes beside the data folder. */
  static DemoProcess run(Path data, Map<String, String> environment, String... options) {
    Path report = data.resolveSibling(data.getFileName() + ".json");
    var words = new ArrayList<>(List.of("run", "--report", report.toString()));
    words.addAll(List.of(options));
    return start(data, report, environment, words);
  }

  /** Starts another command on a data folder. */
  static DemoProcess command(Path data, Map<String, String> environment, String... words) {
    return start(data, data.resolveSibling("no-report.json"), environment, List.of(words));
  }

  private static DemoProcess start(
      Path data, Path report, Map<String, String> environment, List<String> words) {
    NeededTools.require();
    try {
      Path output = Files.createTempFile(data.getParent(), "demo", ".out");
      Path errors = Files.createTempFile(data.getParent(), "demo", ".err");
      var command =
          new ArrayList<>(
              List.of(
                  "setsid",
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-Dhaymaker.home=" + HOME,
                  "-cp",
                  jar() + ":" + HOME.resolve("apps/main/target/lib") + "/*",
                  "io.haymaker.main.Main"));
      command.addAll(words);
      command.addAll(List.of("--data", data.toString()));
      var builder =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      return new DemoProcess(process, data, output, errors, report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jar() throws IOException {
    try (Stream<Path> files = Files.list(HOME.resolve("apps/main/target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("haymaker-main-.*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("apps/main is not packaged"));
    }
  }

  Path data() {
    return data;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it has said so far, errors last. */
  String output() {
    return text(output) + text(errors);
  }

  /** What it has said on its standard output so far. */
  String standardOutput() {
    return text(output);
  }

  /** The lines of its standard error. */
  List<String> errors() {
    return text(errors).lines().toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it says this. */
  void awaitSaying(String text) {
    awaitSaying(text, 1);
  }

  /** Waits until it has said this in so many lines. */
  void awaitSaying(String text, int lines) {
    Awaiting.until(
        () -> "%d times '%s' in: %s".formatted(lines, text, output()),
        LONGEST,
        () -> hasSaid(text, lines) || !process.isAlive());
    if (!hasSaid(text, lines)) {
      throw new AssertionError("it ended without saying '%s': %s".formatted(text, output()));
    }
  }

  private boolean hasSaid(String text, int lines) {
    return output().lines().filter(line -> line.contains(text)).count() >= lines;
  }

  /** The administrator of its cloud, once that is up. */
  CloudClient cloud() {
    return Awaiting.value(
        "the emulator of " + data,
        LONGEST,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("the demo has ended: " + output());
          }
          return emulatorPid().map(_ -> CloudClient.administrator(data.resolve("emulator")));
        });
  }

  /** The emulator that is alive on its data folder. */
  Optional<Long> emulatorPid() {
    return json(data.resolve("emulator/emulator.json"))
        .map(json -> json.path("pid").asLong())
        .filter(pid -> ProcessHandle.of(pid).isPresent());
  }

  /** Waits for its end. */
  int exitCode() {
    try {
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("it does not end: " + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  JsonNode report() {
    return json(report).orElseThrow(() -> new AssertionError("no report: " + output()));
  }

  boolean hasReport() {
    return Files.exists(report);
  }

  /** Ctrl-C: the signal goes to the whole process group. */
  void interrupt() {
    signal("INT", "-" + process.pid());
  }

  /** Stands still until {@link #goOn}, and is not told. */
  void freeze() {
    signal("STOP", Long.toString(process.pid()));
  }

  void goOn() {
    signal("CONT", Long.toString(process.pid()));
  }

  /** As the machine would end it when it runs out of memory; its children live on. */
  void kill() {
    signal("KILL", Long.toString(process.pid()));
    exitCode();
  }

  /** Kills everything that has to do with its data folder. */
  void killEverything() {
    for (ProcessTable.Entry entry : ProcessTable.about(data)) {
      ProcessHandle.of(entry.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
    exitCode();
    Awaiting.until("all are dead", Duration.ofSeconds(20), () -> running().isEmpty());
  }

  /** Whatever is alive and has to do with its data folder. */
  List<ProcessTable.Entry> running() {
    return ProcessTable.about(data);
  }

  private static void signal(String name, String target) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, "--", target).start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill -%s %s failed".formatted(name, target));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Optional<JsonNode> json(Path file) {
    @Nullable JsonNode read = null;
    try {
      read = Files.exists(file) ? JsonMapper.shared().readTree(Files.readString(file)) : null;
    } catch (IOException | tools.jackson.core.JacksonException e) {
      // Gone, or half written: whoever waits for it reads again.
      return Optional.empty();
    }
    return Optional.ofNullable(read);
  }

  /** A test that failed in the middle must not leave processes behind. */
  @Override
  public void close() {
    running().forEach(e -> ProcessHandle.of(e.pid()).ifPresent(ProcessHandle::destroyForcibly));
    process.destroyForcibly();
  }
}
