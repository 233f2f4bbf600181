package io.haymaker.docker.runtime;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.haymaker.core.runtime.ContainerRuntime.LogReader;
import io.haymaker.docker.EngineStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes lines of what an engine sends of a log, and hands them over as they come. */
public final class LogFollower extends EngineStream<Frame> implements LogReader {
  private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);

  /** A line that does not end is handed over in pieces. */
  private static final int LONGEST_LINE = 64 * 1024;

  private final Consumer<String> lines;

  /** Standard output and error may each stand in the middle of a line. */
  private final Map<StreamType, ByteArrayOutputStream> begun = new EnumMap<>(StreamType.class);

  /**
   * Follows one log.
   *
   * @param lines called by one thread at a time; what it throws ends the reading
   */
  public LogFollower(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  protected void take(Frame frame) {
    ByteArrayOutputStream line =
        begun.computeIfAbsent(frame.getStreamType(), _ -> new ByteArrayOutputStream());
    for (byte next : frame.getPayload()) {
      if (next == '\n' || line.size() >= LONGEST_LINE) {
        hand(line);
      }
      if (next != '\n') {
        line.write(next);
      }
    }
  }

  private void hand(ByteArrayOutputStream line) {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (isOver()) {
      return;
    }
    try {
      lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    } catch (RuntimeException e) {
      LOG.warn("whoever followed a log gave up", e);
      close();
    }
  }

  @Override
  public void onComplete() {
    begun.values().stream().filter(line -> line.size() > 0).forEach(this::hand);
    super.onComplete();
  }
}
