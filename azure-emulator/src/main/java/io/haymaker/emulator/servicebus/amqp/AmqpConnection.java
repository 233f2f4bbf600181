package io.haymaker.emulator.servicebus.amqp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.proton.engine.Transport;
import org.apache.qpid.proton.engine.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of one connection. The reader hands what it reads to the worker through a short queue;
 * the worker feeds the engine, lets the {@link Conversation} react, and writes what came out. A
 * client that does not read stops its own worker and nobody else.
 */
final class AmqpConnection {
  private static final Logger LOG = LoggerFactory.getLogger(AmqpConnection.class);
  private static final int READ_BYTES = 16 * 1024;
  private static final int QUEUED_READS = 64;

  /** How long time-driven changes (ended locks, due messages, idle frames) may go unnoticed. */
  private static final long TICK_MILLIS = 200;

  private sealed interface Input {
    record Bytes(ByteBuffer bytes) implements Input {}

    record Wake() implements Input {}

    record End() implements Input {}
  }

  private final Socket socket;
  private final BusDesk desk;
  private final long startNanos = System.nanoTime();
  private final BlockingQueue<Input> inputs = new ArrayBlockingQueue<>(QUEUED_READS);
  private volatile boolean over;

  AmqpConnection(Socket socket, BusDesk desk) {
    this.socket = socket;
    this.desk = desk;
  }

  void start(Runnable atEnd) {
    Thread.ofVirtual().name("bus-read").start(this::read);
    Thread.ofVirtual()
        .name("bus-work")
        .start(
            () -> {
              try {
                work();
              } finally {
                atEnd.run();
              }
            });
  }

  /** Ends the connection at once, as a lost network would. */
  void drop() {
    over = true;
    try {
      socket.close();
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("closing a connection of the bus failed");
    }
  }

  private void read() {
    byte[] buffer = new byte[READ_BYTES];
    try (InputStream in = socket.getInputStream()) {
      for (int n = in.read(buffer); n >= 0 && !over; n = in.read(buffer)) {
        hand(new Input.Bytes(ByteBuffer.wrap(Arrays.copyOf(buffer, n))));
      }
    } catch (IOException e) {
      // Clients drop connections and probes speak other protocols: the peer's business, not ours.
      LOG.atDebug().setCause(e).log("a connection of the bus ended");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      try {
        hand(new Input.End());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void hand(Input input) throws InterruptedException {
    while (!over && !inputs.offer(input, 1, TimeUnit.SECONDS)) {
      // The worker is busy writing; look again whether it still lives.
    }
  }

  private void work() {
    Conversation conversation = new Conversation(desk);
    Transport transport = conversation.transport();
    // A queue that is full wakes the worker anyway, so a refused offer loses nothing.
    Runnable stopListening = desk.broker().onChange(() -> inputs.offer(new Input.Wake()));
    try (OutputStream out = socket.getOutputStream()) {
      while (!over && !desk.outOfReach().getAsBoolean()) {
        Input input = inputs.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        switch (input) {
          case null -> {}
          case Input.Wake ignored -> {}
          case Input.Bytes bytes -> feed(transport, bytes.bytes(), conversation);
          case Input.End ignored -> over = true;
        }
        if (inputs.isEmpty() || !(input instanceof Input.Bytes)) {
          conversation.serve();
        }
        transport.tick(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos) + 1);
        if (!write(transport, out)) {
          over = true;
        }
      }
    } catch (IOException | TransportException e) {
      LOG.atDebug().setCause(e).log("a connection of the bus ended");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a connection of the bus failed");
    } finally {
      stopListening.run();
      drop();
    }
  }

  private static void feed(Transport transport, ByteBuffer bytes, Conversation conversation) {
    while (bytes.hasRemaining()) {
      int room = transport.capacity();
      if (room <= 0) {
        return; // the engine takes no more: it has failed or is closed, and will say so
      }
      int n = Math.min(room, bytes.remaining());
      transport.tail().put(bytes.slice(bytes.position(), n));
      bytes.position(bytes.position() + n);
      transport.process();
      conversation.react();
    }
  }

  /** Writes all output; false when the engine has none left for ever. */
  private static boolean write(Transport transport, OutputStream out) throws IOException {
    for (int n = transport.pending(); n > 0; n = transport.pending()) {
      ByteBuffer head = transport.head();
      byte[] bytes = new byte[n];
      head.get(bytes);
      out.write(bytes);
      transport.pop(n);
    }
    out.flush();
    return transport.pending() >= 0;
  }
}
