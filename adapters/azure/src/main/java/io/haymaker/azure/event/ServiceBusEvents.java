package io.haymaker.azure.event;

import com.azure.core.credential.TokenCredential;
import io.haymaker.azure.wire.Rest;
import io.haymaker.core.event.EventHandler;
import io.haymaker.core.event.EventSource;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.retry.Backoff;
import java.time.Duration;
import java.util.List;

/**
 * The agents' events from a subscription of Azure Service Bus. The client of AMQP trusts the JVM's
 * default authorities; for others see {@link BusTrust}.
 */
public final class ServiceBusEvents implements EventSource {
  private static final Backoff BACKOFF =
      new Backoff(Integer.MAX_VALUE, Duration.ofMillis(250), Duration.ofSeconds(30));

  /** How long one call to the bus may take before it counts as lost. */
  private static final Duration TRY = Duration.ofSeconds(20);

  /** The same for a check, which is to answer soon. */
  private static final Duration PROBE = Duration.ofSeconds(6);

  /** After so long without a message the connection is made anew, lest it is a dead one. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final BusSettings settings;
  private final TokenCredential credential;
  private final BusClients clients;
  private final BusTopology topology;
  private final Backoff backoff;
  private final Duration silence;

  /**
   * @param credential our login; not used where the settings hold a connection string
   * @param arm Resource Manager, through which topic and subscription are made
   * @param subscriptions the Azure subscriptions among whose namespaces ours is looked for
   */
  public ServiceBusEvents(
      BusSettings settings, TokenCredential credential, Rest arm, List<String> subscriptions) {
    this(settings, credential, arm, subscriptions, BACKOFF, TRY, SILENCE);
  }

  ServiceBusEvents(
      BusSettings settings,
      TokenCredential credential,
      Rest arm,
      List<String> subscriptions,
      Backoff backoff,
      Duration tryTimeout,
      Duration silence) {
    this.settings = settings;
    this.credential = credential;
    this.clients = new BusClients(settings, credential, tryTimeout);
    this.topology = new BusTopology(arm, subscriptions, settings);
    this.backoff = backoff;
    this.silence = silence;
  }

  /**
   * {@inheritDoc}
   *
   * @return whether something was missing; refused where the namespace is not among those we can
   *     list or we may not make what is missing
   */
  @Override
  public Outcome<Boolean> prepare() {
    return topology.prepare();
  }

  /** The id of the topic: the scope at which an agent gets the role to send. */
  public Look<ResourceId> topic() {
    return topology.topic();
  }

  @Override
  public Subscription subscribe(EventHandler handler) {
    return new Reception(clients, settings, handler, backoff, silence).start();
  }

  /**
   * Sends a check message through topic and subscription and settles it; takes some seconds. It is
   * no event: {@link #subscribe} hands it to nobody.
   */
  public BusEvidence probe() {
    return new BusProbe(new BusClients(settings, credential, PROBE)).look();
  }

  /** A publisher on the same topic; to be closed by the caller. */
  public EventPublisher publisher() {
    return new EventPublisher(clients, settings.batchSize());
  }
}
