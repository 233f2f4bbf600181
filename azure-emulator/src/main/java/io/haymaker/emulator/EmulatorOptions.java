package io.haymaker.emulator;

import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.time.Pauser;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How an emulator is started.
 *
 * @param data the data folder; made if it is not there
 * @param port the main HTTPS port, 0 to 65535; 0 means the one of last time if it is free, else any
 * @param images what runs for a container image: image reference to command line
 * @param settings what a new cloud starts with; a folder that holds settings keeps its own
 * @param clock the time that the cloud's own clock starts from
 * @param pauser real waiting
 */
public record EmulatorOptions(
    Path data,
    int port,
    Map<String, List<String>> images,
    Settings settings,
    Clock clock,
    Pauser pauser) {
  public EmulatorOptions {
    Objects.requireNonNull(data);
    images = Map.copyOf(images);
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be 0 to 65535: " + port);
    }
  }

  /** Options with standard settings, any port, no images, and wall time. */
  public static EmulatorOptions in(Path data) {
    return new EmulatorOptions(
        data, 0, Map.of(), Settings.standard(), Clock.systemUTC(), Pauser.realTime());
  }

  /** These options with another port. */
  public EmulatorOptions withPort(int other) {
    return new EmulatorOptions(data, other, images, settings, clock, pauser);
  }

  /** These options with other first settings. */
  public EmulatorOptions withSettings(Settings other) {
    return new EmulatorOptions(data, port, images, other, clock, pauser);
  }

  /** These options with another clock. */
  public EmulatorOptions withClock(Clock other) {
    return new EmulatorOptions(data, port, images, settings, other, pauser);
  }

  /** These options with one more image. */
  public EmulatorOptions withImage(String reference, List<String> command) {
    Map<String, List<String>> more = new HashMap<>(images);
    more.put(reference, List.copyOf(command));
    return new EmulatorOptions(data, port, more, settings, clock, pauser);
  }
}
