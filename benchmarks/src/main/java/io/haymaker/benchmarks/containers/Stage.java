package io.haymaker.benchmarks.containers;

import io.haymaker.benchmarks.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An engine, a server on it, and a folder for its data. All of it goes when this is closed, and
 * when the process is told to end.
 */
final class Stage implements AutoCloseable {
  private final Path home;
  private final Path data;
  private final BareEngine engine;
  private final Thread hook = new Thread(this::tidy, "tidy");
  private @Nullable Server server;
  private boolean closed;

  private Stage(Path home, Path data, BareEngine engine) {
    this.home = home;
    this.data = data;
    this.engine = engine;
  }

  static Stage open(Path home) {
    BareEngine engine = BareEngine.open();
    try {
      var stage = new Stage(home, Files.createTempDirectory("haymaker-benchmark"), engine);
      Runtime.getRuntime().addShutdownHook(stage.hook);
      return stage;
    } catch (IOException e) {
      engine.close();
      throw new UncheckedIOException(e);
    }
  }

  BareEngine engine() {
    return engine;
  }

  /** Starts the server; one that runs already is stopped first, and its data are used again. */
  synchronized Server server(Map<String, String> settings) {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    stopServer();
    Server started = Server.start(home, data, engine.host(), settings);
    server = started;
    return started;
  }

  /** A place for further data. */
  Path folder(String name) {
    return data.resolve(name);
  }

  private void stopServer() {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  private synchronized void tidy() {
    if (closed) {
      return;
    }
    closed = true;
    stopServer();
    try {
      engine.close();
      Folders.delete(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    tidy();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook is this thread, or has waited for it.
    }
  }
}
