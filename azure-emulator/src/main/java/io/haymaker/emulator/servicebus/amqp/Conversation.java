package io.haymaker.emulator.servicebus.amqp;

import io.haymaker.emulator.servicebus.access.PassOffice.Admission;
import io.haymaker.emulator.servicebus.access.PassOffice.Admitted;
import io.haymaker.emulator.servicebus.access.PassOffice.NotAdmitted;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.Transport;

/**
 * What is said on one connection: SASL, open, and handing links and deliveries to the {@link
 * LinkTable}. Single-threaded.
 */
final class Conversation {
  private static final int MAX_FRAME = 65536;

  /** What we tell the client: no frame for this long and we hang up. */
  private static final int IDLE_MILLIS = 240_000;

  private static final String[] MECHANISMS = {"MSSBCBS", "PLAIN", "ANONYMOUS", "EXTERNAL"};

  private final BusDesk desk;
  private final Transport transport = Proton.transport();
  private final Connection connection = Proton.connection();
  private final Collector collector = Proton.collector();
  private final Passes passes;
  private final LinkTable links;

  Conversation(BusDesk desk) {
    this.desk = desk;
    this.passes = new Passes(desk.clock());
    this.links = new LinkTable(desk, passes);
    transport.setMaxFrameSize(MAX_FRAME);
    transport.setIdleTimeout(IDLE_MILLIS);
    Sasl sasl = transport.sasl();
    sasl.server();
    sasl.setMechanisms(MECHANISMS);
    sasl.setListener(new SaslAnswer(this::plain));
    connection.setContainer("haymaker-bus");
    connection.collect(collector);
    transport.bind(connection);
  }

  Transport transport() {
    return transport;
  }

  /** Handles everything that the last bytes meant. */
  void react() {
    for (Event event = collector.peek(); event != null; event = collector.peek()) {
      handle(event);
      collector.pop();
    }
  }

  /** Gives receivers what there is for them, and closes what may no longer be open. */
  void serve() {
    links.serve();
    react();
  }

  private void handle(Event event) {
    switch (event.getType()) {
      case CONNECTION_REMOTE_OPEN -> open();
      case SESSION_REMOTE_OPEN -> event.getSession().open();
      case LINK_REMOTE_OPEN -> links.attach(event.getLink());
      case DELIVERY -> {
        Delivery delivery = event.getDelivery();
        links.delivery(delivery.getLink(), delivery);
      }
      case LINK_FLOW -> links.flow(event.getLink());
      case LINK_REMOTE_CLOSE, LINK_REMOTE_DETACH -> {
        Link link = event.getLink();
        links.forget(link);
        link.close();
        link.free();
      }
      case SESSION_REMOTE_CLOSE -> {
        Session session = event.getSession();
        links.forget(session);
        session.close();
        session.free();
      }
      case CONNECTION_REMOTE_CLOSE -> connection.close();
      default -> {
        // The other events tell of our own doing, or come with the bytes' end.
      }
    }
  }

  private void open() {
    String host = connection.getRemoteHostname() == null ? "" : connection.getRemoteHostname();
    Optional<String> namespace = desk.namespaces().byHost(host);
    connection.open();
    if (namespace.isEmpty()) {
      connection.setCondition(
          Conditions.of(Conditions.NOT_FOUND, "There is no namespace at the host " + host + "."));
      connection.close();
    } else {
      links.in(namespace.get());
    }
  }

  /** SASL PLAIN: the name and key of a rule of the namespace. */
  private boolean plain(String host, byte[] response) {
    String[] parts = new String(response, StandardCharsets.UTF_8).split("\0", -1);
    Optional<String> namespace = desk.namespaces().byHost(host);
    if (parts.length != 3 || namespace.isEmpty()) {
      return false;
    }
    Admission admission = desk.passes().admitKey(namespace.get(), parts[1], parts[2]);
    return switch (admission) {
      case Admitted admitted -> {
        passes.put("", admitted.pass());
        yield true;
      }
      case NotAdmitted ignored -> false;
    };
  }
}
