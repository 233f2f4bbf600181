package io.haymaker.docker.runtime;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.InternetProtocol;
import com.github.dockerjava.api.model.Ports;
import io.haymaker.core.runtime.PortRequest;
import io.haymaker.core.runtime.PortRequest.Protocol;
import io.haymaker.core.runtime.PortRequest.Published;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ports as they are asked for, and where the engine then has them. */
public final class PublishedPorts {
  private static final Comparator<Published> ORDER =
      Comparator.comparingInt(Published::containerPort)
          .thenComparing(Published::protocol)
          .thenComparingInt(Published::port);

  private PublishedPorts() {}

  /**
   * Requests in the engine's words.
   *
   * @param address of this machine
   */
  public static Ports bindings(List<PortRequest> requests, String address) {
    var ports = new Ports();
    for (PortRequest request : requests) {
      ports.bind(
          exposed(request),
          request.hostPort().isPresent()
              ? Ports.Binding.bindIpAndPort(address, request.hostPort().getAsInt())
              // The engine takes one that is free.
              : Ports.Binding.bindIp(address));
    }
    return ports;
  }

  /** The container's side of the requests. */
  public static List<ExposedPort> exposed(List<PortRequest> requests) {
    return requests.stream().map(PublishedPorts::exposed).toList();
  }

  private static ExposedPort exposed(PortRequest request) {
    return new ExposedPort(
        request.containerPort(),
        request.protocol() == Protocol.UDP ? InternetProtocol.UDP : InternetProtocol.TCP);
  }

  /** Where a container can be reached now; nowhere unless it runs. */
  static List<Published> of(InspectContainerResponse container) {
    Map<ExposedPort, Ports.Binding[]> bindings =
        Optional.ofNullable(container.getNetworkSettings())
            .flatMap(settings -> Optional.ofNullable(settings.getPorts()))
            .map(Ports::getBindings)
            .orElse(Map.of());
    var published = new ArrayList<Published>();
    bindings.forEach((inside, outside) -> published.addAll(published(inside, outside)));
    return published.stream().distinct().sorted(ORDER).toList();
  }

  private static List<Published> published(ExposedPort inside, Ports.Binding @Nullable [] outside) {
    var published = new ArrayList<Published>();
    for (Ports.Binding binding : outside == null ? new Ports.Binding[0] : outside) {
      Optional<Protocol> protocol = protocol(inside.getProtocol());
      String port = binding.getHostPortSpec();
      if (protocol.isPresent() && port != null && port.matches("\\d+")) {
        published.add(
            new Published(
                inside.getPort(),
                protocol.get(),
                host(binding.getHostIp()),
                Integer.parseInt(port)));
      }
    }
    return published;
  }

  /** Every address of this machine is given twice, as 0.0.0.0 and as ::. */
  private static String host(@Nullable String address) {
    return address == null || address.isEmpty() || address.equals("::") ? "0.0.0.0" : address;
  }

  private static Optional<Protocol> protocol(InternetProtocol protocol) {
    return switch (protocol) {
      case TCP -> Optional.of(Protocol.TCP);
      case UDP -> Optional.of(Protocol.UDP);
      // The port has no word for it, so nobody asked for it.
      case SCTP -> Optional.empty();
    };
  }
}
