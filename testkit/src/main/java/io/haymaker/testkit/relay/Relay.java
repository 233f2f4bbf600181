package io.haymaker.testkit.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The way to a server, which can be cut, or lead nowhere for a while. */
public final class Relay implements AutoCloseable {
  private enum Way {
    OPEN,
    HANGING,
    CUT
  }

  private final SocketAddress server;
  private final ServerSocketChannel door;
  private final Set<SocketChannel> channels = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Way way = Way.OPEN;
  private int callers;

  private Relay(SocketAddress server) throws IOException {
    this.server = server;
    door = ServerSocketChannel.open();
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().start(this::accept);
  }

  /**
   * An open way.
   *
   * @throws IOException when no port of this machine can be listened on
   */
  public static Relay to(SocketAddress server) throws IOException {
    return new Relay(server);
  }

  /** Where it begins, at 127.0.0.1. */
  public int port() throws IOException {
    return ((InetSocketAddress) door.getLocalAddress()).getPort();
  }

  /** Returns once so many connections were made to it since it began. */
  public void awaitCallers(int atLeast) throws InterruptedException {
    lock.lock();
    try {
      while (callers < atLeast) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void count() {
    lock.lock();
    try {
      callers++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What comes is taken, and no byte goes on, as with a process that is stopped. */
  public void hang() {
    set(Way.HANGING);
  }

  /** Connections end, and new ones end at once, as with a process that was killed. */
  public void cut() {
    set(Way.CUT);
    channels.forEach(Relay::closeQuietly);
  }

  /** Bytes go on, those too that came meanwhile. */
  public void open() {
    set(Way.OPEN);
  }

  private void set(Way next) {
    lock.lock();
    try {
      way = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns when the way is open; false when it is cut. */
  private boolean passes() throws InterruptedException {
    lock.lock();
    try {
      while (way == Way.HANGING) {
        changed.await();
      }
      return way == Way.OPEN;
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel caller = door.accept();
        count();
        channels.add(caller);
        Thread.ofVirtual().start(() -> serve(caller));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void serve(SocketChannel caller) {
    try {
      if (!passes()) {
        return;
      }
      SocketChannel callee = SocketChannel.open(server);
      channels.add(callee);
      Thread back = Thread.ofVirtual().start(() -> carry(callee, caller));
      carry(caller, callee);
      back.join();
    } catch (IOException e) {
      // As good as cut.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeQuietly(caller);
    }
  }

  private void carry(SocketChannel from, SocketChannel to) {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    try {
      while (from.read(bytes) >= 0 && passes()) {
        bytes.flip();
        while (bytes.hasRemaining()) {
          to.write(bytes);
        }
        bytes.clear();
      }
    } catch (IOException e) {
      // The other direction ends with it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
  }
}
