package io.haymaker.docker.runtime;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.runtime.ContainerRuntime.LogReader;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Makes lines of what an engine sends of a log, and hands them over as they come. */
public final class LogFollower
    implements ResultCallback<Frame>, LogReader, ContainerEngine.Reading {
  /** A line that does not end is handed over in pieces. */
  private static final int LONGEST_LINE = 64 * 1024;

  private final Consumer<String> lines;

  /** Standard output and error may each stand in the middle of a line. */
  private final Map<StreamType, ByteArrayOutputStream> begun = new EnumMap<>(StreamType.class);

  private @Nullable Closeable connection;
  private boolean over;

  /**
   * Follows one log.
   *
   * @param lines called by one thread at a time; what it throws ends the reading
   */
  public LogFollower(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void onStart(Closeable stream) {
    synchronized (this) {
      if (!over) {
        connection = stream;
        return;
      }
    }
    // It was closed before the engine answered.
    cut(stream);
  }

  @Override
  public void onNext(Frame frame) {
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
      LoggerFactory.getLogger(LogFollower.class).warn("whoever followed a log gave up", e);
      close();
    }
  }

  @Override
  public void onError(Throwable failure) {
    // The connection is lost: there are no more lines.
    close();
  }

  @Override
  public void onComplete() {
    begun.values().stream().filter(line -> line.size() > 0).forEach(this::hand);
    close();
  }

  @Override
  public synchronized boolean isOver() {
    return over;
  }

  @Override
  public synchronized void await() throws InterruptedException {
    while (!over) {
      wait();
    }
  }

  @Override
  public void close() {
    @Nullable Closeable open;
    synchronized (this) {
      over = true;
      notifyAll();
      open = connection;
      connection = null;
    }
    if (open != null) {
      cut(open);
    }
  }

  private static void cut(Closeable stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // It is cut all the same: nothing is read from it any more.
      LoggerFactory.getLogger(LogFollower.class).debug("log stream not closed", e);
    }
  }
}
