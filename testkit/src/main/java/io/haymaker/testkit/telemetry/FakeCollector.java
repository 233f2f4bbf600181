package io.haymaker.testkit.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.GZIPInputStream;

/** A collector on this machine that keeps what it is sent; it can be told to hang. */
public final class FakeCollector implements AutoCloseable {
  private final HttpServer server;
  private final Queue<Report> reports = new ConcurrentLinkedQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition came = lock.newCondition();
  private volatile boolean hangs;

  /**
   * What came.
   *
   * @param path where to
   * @param body unpacked
   * @param key the header {@code x-key}, if there was one
   */
  public record Report(String path, ByteBuffer body, Optional<String> key) {}

  public FakeCollector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  /** Where it is. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on it takes connections and never answers. */
  public void hang() {
    hangs = true;
  }

  /** All that came until now, in the order in which it came. */
  public List<Report> all() {
    return List.copyOf(reports);
  }

  /** Waits until something came there; whether it did in time. */
  public boolean hears(String path, Duration limit) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = limit.toNanos();
      while (nanos > 0 && reports.stream().noneMatch(one -> one.path().equals(path))) {
        nanos = came.awaitNanos(nanos);
      }
      return nanos > 0;
    } finally {
      lock.unlock();
    }
  }

  private void keep(Report report) {
    lock.lock();
    try {
      reports.add(report);
      came.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
          body = unpacked.readAllBytes();
        }
      }
      keep(
          new Report(
              exchange.getRequestURI().getPath(),
              ByteBuffer.wrap(body),
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("x-key"))));
      if (hangs) {
        over.await();
      }
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
  }
}
