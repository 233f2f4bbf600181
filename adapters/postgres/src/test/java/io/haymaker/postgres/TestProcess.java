package io.haymaker.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM with this one's class path, to be killed. Its main class prints lines that say how far it
 * is.
 */
public final class TestProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private TestProcess(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  public static TestProcess start(Class<?> main, String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return new TestProcess(new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
  }

  public long pid() {
    return process.pid();
  }

  /** The next line that it prints, in whatever time it needs, unless it ends before. */
  public String line() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new AssertionError("the process ended");
    }
    return line;
  }

  /** As {@code kill -9} does. On return it is dead. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      throw new AssertionError("process %d does not die".formatted(process.pid()));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
