package io.haymaker.emulator.servicebus;

import io.haymaker.emulator.EmulatorInfo;
import io.haymaker.emulator.Part;
import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceProvider;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Door;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.http.Service;
import io.haymaker.emulator.rbac.Authorizer;
import io.haymaker.emulator.servicebus.access.PassOffice;
import io.haymaker.emulator.servicebus.access.SignatureOffice;
import io.haymaker.emulator.servicebus.amqp.AmqpListener;
import io.haymaker.emulator.servicebus.amqp.BusDesk;
import io.haymaker.emulator.servicebus.broker.Broker;
import io.haymaker.emulator.servicebus.broker.CorruptLogException;
import io.haymaker.emulator.token.AccessTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bus of one emulator: a provider for Resource Manager, a service behind the bus's door, and a
 * part with the AMQP port. One namespace, {@value BusNamespaces#DEFAULT_NAME}, is there from the
 * start; topics and subscriptions are made by its users.
 */
public final class ServiceBus {
  /** The group in which the default namespace is. */
  public static final String GROUP = "haymaker-emulator";

  private static final String PORT_KIND = "servicebus";
  private static final String PORT_KEY = "amqp-port";

  private final Cloud cloud;
  private final ResourceBook book;
  private final BusNamespaces namespaces;
  private final BusKeys keys;
  private final PassOffice office;
  private final BusProvider provider;
  private final HttpSendService https;
  private @Nullable Broker broker;
  private @Nullable AmqpListener tls;

  /** A bus that has not been started. */
  public ServiceBus(Cloud cloud, ResourceBook book, AccessTokens tokens, Authorizer authorizer) {
    this.cloud = cloud;
    this.book = book;
    this.namespaces = new BusNamespaces(book);
    this.keys = new BusKeys(cloud.vault(), book, namespaces);
    this.office =
        new CloudPassOffice(
            tokens, authorizer, namespaces, new SignatureOffice(keys, cloud.clock()));
    this.provider =
        new BusProvider(
            this::broker, new BusFilters(book, this::broker), namespaces, keys, this::authority);
    this.https = new HttpSendService(this::broker, namespaces, office);
  }

  /** For Resource Manager. */
  public ResourceProvider provider() {
    return provider;
  }

  /** For the bus's door. */
  public Service https() {
    return https;
  }

  /**
   * What starts and stops it.
   *
   * @param arm Resource Manager, through which the default namespace is made
   * @param administrator who makes it
   */
  public Part part(Service arm, Caller administrator) {
    return new Part() {
      @Override
      public void start() throws IOException {
        namespaces.load();
        open();
        provide(arm, administrator);
        agreeWithBook();
      }

      @Override
      public void close() {
        shut();
      }
    };
  }

  /**
   * How clients reach it.
   *
   * @throws IllegalStateException before it is started
   */
  public EmulatorInfo.Bus info() {
    String key =
        keys.keys(BusNamespaces.DEFAULT_NAME, BusKeys.ROOT)
            .orElseThrow(() -> new IllegalStateException("the bus has not been started"))
            .path("primaryKey")
            .asString();
    return new EmulatorInfo.Bus(
        authority(),
        BusKeys.connectionString(authority(), BusKeys.ROOT, key),
        cloud.endpoints().bus());
  }

  /** The messages, for tests in the same process. */
  public synchronized Broker broker() {
    if (broker == null) {
      throw new IllegalStateException("the bus has not been started");
    }
    return broker;
  }

  private String authority() {
    return "localhost:"
        + cloud
            .endpoints()
            .amqpPort()
            .orElseThrow(() -> new IllegalStateException("the bus has not been started"));
  }

  private BusDesk desk() {
    return new BusDesk(broker(), namespaces, office, cloud.clock(), this::isOutOfReach);
  }

  /** Whatever the fault is, a connection has one way to suffer it: it is gone. */
  private boolean isOutOfReach() {
    return cloud.faults().hit("CONNECT", "/amqp", new byte[0], Optional.empty()).isPresent();
  }

  private synchronized void open() throws IOException {
    try {
      broker = new Broker(cloud.folder().path(), cloud.clock());
    } catch (CorruptLogException | UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
    // The port of last time, so that clients with a stored address find it again.
    int last = cloud.store().get(PORT_KIND, PORT_KEY).map(d -> d.path("port").asInt(0)).orElse(0);
    AmqpListener listener = listen(last);
    tls = listener;
    cloud.store().put(PORT_KIND, PORT_KEY, Json.object().put("port", listener.port()));
    cloud.endpoints().amqpOpened(listener.port());
  }

  private AmqpListener listen(int port) throws IOException {
    var context = Optional.of(cloud.authority().serverContext(cloud.clock()));
    try {
      return AmqpListener.open(port, context, desk());
    } catch (IOException taken) {
      if (port == 0) {
        throw taken;
      }
      return AmqpListener.open(0, context, desk());
    }
  }

  /** Makes group and namespace, as a client would. */
  private void provide(Service arm, Caller administrator) throws IOException {
    if (namespaces.byName(BusNamespaces.DEFAULT_NAME).isPresent()) {
      return;
    }
    String group = "/subscriptions/" + cloud.subscriptionId() + "/resourceGroups/" + GROUP;
    ObjectNode body = Json.object().put("location", cloud.location());
    put(arm, administrator, group + "?api-version=2024-11-01", body);
    put(
        arm,
        administrator,
        BusNamespaces.defaultId(cloud.subscriptionId(), GROUP).text() + "?api-version=2024-01-01",
        body);
  }

  private static void put(Service arm, Caller caller, String target, ObjectNode body)
      throws IOException {
    Request request =
        Request.of(
            Door.MAIN,
            "PUT",
            target,
            Map.of("content-type", List.of("application/json")),
            Json.bytes(body));
    Response response = arm.handle(request.from(caller));
    if (response.status() >= 300) {
      throw new IOException("the bus's namespace cannot be made: HTTP " + response.status());
    }
  }

  /** A death between the book and the log leaves them apart; the book is right. */
  private void agreeWithBook() {
    List<ArmResource> known =
        book.all().stream()
            .filter(resource -> resource.id().namespace().equalsIgnoreCase(provider.namespace()))
            .filter(resource -> resource.goneAt().isEmpty())
            .sorted(Comparator.comparingInt(resource -> resource.id().types().size()))
            .toList();
    broker().retain(BusProvider.topics(known), BusProvider.subscriptions(known));
    known.forEach(provider::restore);
  }

  private synchronized void shut() {
    try {
      if (tls != null) {
        tls.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the bus's port did not close", e);
    } finally {
      if (broker != null) {
        broker.close();
      }
    }
  }
}
