package io.haymaker.core.runtime;

import java.util.OptionalInt;

/**
 * A port on which a container wants to be reached.
 *
 * @param containerPort where the program listens, 1 to 65535
 * @param protocol {@code TCP} or {@code UDP}
 * @param hostPort where it is to be reached from outside; empty = wherever there is room
 */
public record PortRequest(int containerPort, Protocol protocol, OptionalInt hostPort) {

  /** The transport. */
  public enum Protocol {
    TCP,
    UDP
  }

  public PortRequest {
    require(containerPort);
    hostPort.ifPresent(PortRequest::require);
  }

  /** A TCP port, reached wherever there is room. */
  public static PortRequest tcp(int containerPort) {
    return new PortRequest(containerPort, Protocol.TCP, OptionalInt.empty());
  }

  private static void require(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a port is from 1 to 65535, is " + port);
    }
  }

  /**
   * Where a port can really be reached.
   *
   * @param host name or address
   */
  public record Published(int containerPort, Protocol protocol, String host, int port) {}
}
