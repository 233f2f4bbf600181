package io.haymaker.emulator.servicebus.amqp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listening socket of the bus, with or without TLS, bound to this machine only. */
public final class AmqpListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AmqpListener.class);
  private static final int BACKLOG = 64;
  private static final Duration STOP = Duration.ofSeconds(20);

  private final ServerSocket server;
  private final BusDesk desk;
  private final Thread acceptor;
  private final Set<AmqpConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private AmqpListener(ServerSocket server, BusDesk desk) {
    this.server = server;
    this.desk = desk;
    this.acceptor =
        Thread.ofVirtual().name("bus-accept-" + server.getLocalPort()).unstarted(this::accept);
  }

  /**
   * Listens; on return connections are accepted.
   *
   * @param port the port, 0 for any that is free
   * @param tls the server's certificate and key, or absent for plain TCP
   * @throws IOException if the port cannot be had
   */
  public static AmqpListener open(int port, Optional<SSLContext> tls, BusDesk desk)
      throws IOException {
    ServerSocket server =
        tls.isPresent()
            ? tls.get().getServerSocketFactory().createServerSocket()
            : new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    AmqpListener listener = new AmqpListener(server, desk);
    listener.acceptor.start();
    return listener;
  }

  /** The port on which it listens. */
  public int port() {
    return server.getLocalPort();
  }

  /** Stops listening and drops every connection, without goodbye; on return the port is free. */
  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    connections.forEach(AmqpConnection::drop);
    try {
      // A socket that a virtual thread waits at is closed by that thread, when it has woken.
      if (!acceptor.join(STOP)) {
        LOG.atWarn().log("the port of the bus is not free yet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept() {
    while (!closed) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        AmqpConnection connection = new AmqpConnection(socket, desk);
        connections.add(connection);
        connection.start(() -> connections.remove(connection));
        if (closed) {
          connection.drop();
        }
      } catch (IOException e) {
        if (!closed) {
          LOG.atWarn().setCause(e).log("a connection to the bus could not be accepted");
        }
      }
    }
  }
}
