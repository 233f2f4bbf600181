package io.haymaker.main.wiring;

import io.haymaker.azure.AzureCloud;
import io.haymaker.azure.event.ServiceBusEvents;
import io.haymaker.core.alert.AlertCourier;
import io.haymaker.core.chore.Chore;
import io.haymaker.core.event.EventSource;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.run.EventRecorder;
import io.haymaker.core.run.RunBooks;
import io.haymaker.core.run.RunReconciler;
import io.haymaker.core.run.RunService;
import io.haymaker.core.run.RunSettings;
import io.haymaker.core.run.RunWorld;
import io.haymaker.core.run.StopAll;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.scenario.FolderCatalog;
import io.haymaker.main.alert.WebhookChannel;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.work.ChoreWorkers;
import io.haymaker.postgres.work.RunWorkers;
import io.haymaker.postgres.work.WorkSettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;

/** The control plane, wired and running: it takes events in and drives runs until it is closed. */
public final class ControlPlane implements AutoCloseable {
  private static final String SEND_EVENTS = "Azure Service Bus Data Sender";

  private final RunBooks books;
  private final RunService runs;
  private final EventSource.Subscription events;
  private final RunWorkers workers;
  private final StopAll stopAll;
  private final ChoreWorkers chores;
  private final Optional<WebhookChannel> webhook;

  private ControlPlane(
      RunBooks books,
      RunService runs,
      StopAll stopAll,
      EventSource.Subscription events,
      RunWorkers workers,
      ChoreWorkers chores,
      Optional<WebhookChannel> webhook) {
    this.books = books;
    this.runs = runs;
    this.stopAll = stopAll;
    this.events = events;
    this.workers = workers;
    this.chores = chores;
    this.webhook = webhook;
  }

  /**
   * Builds and starts it. Unfinished runs of the database go on by themselves.
   *
   * @param store stays the caller's to close, after this
   */
  public static ControlPlane start(PlaneSettings settings, PostgresStore store, Clock clock) {
    InstallationId installation = store.installation().id();
    RunBooks books = Books.of(store);
    var cloud = new AzureCloud(settings.azure(), clock, store.tokens());
    AgentHouse agents = AgentHouse.of(settings, cloud);
    ContainerRuntime runtime = agents.runtime(installation);
    ServiceBusEvents source = cloud.events(settings.bus());
    RunSettings runSettings = settings.runs().granting(SEND_EVENTS, topic(source));
    var retrier = new Retrier(clock, Pauser.system(), new SecureRandom());
    var world =
        new RunWorld(
            new FolderCatalog(settings.scenarios()),
            Checks.validator(settings, cloud, source, installation, clock),
            agents.names(),
            cloud.groups(),
            cloud.reader(),
            cloud.deleter(),
            cloud.inventory(),
            cloud.directory(),
            cloud.roles(),
            cloud.secrets(),
            cloud.probe(),
            runtime,
            agents.audit());
    var reconciler =
        new RunReconciler(
            installation, runSettings, settings.deletion(), books, world, retrier, clock);
    EventSource.Subscription events =
        source.subscribe(
            new EventRecorder(
                books.transactions(),
                books.journal(),
                books.ledger(),
                books.runs(),
                books.queue(),
                clock));
    // A run that nobody was woken for, whatever happened to the one who should have, is found here.
    books.runs().unfinished().forEach(run -> books.queue().wake(run.id(), clock.instant()));
    Optional<WebhookChannel> webhook =
        settings.alerts().map(alerts -> new WebhookChannel(alerts, clock));
    var all = new ArrayList<Chore>();
    all.add(
        new CleanupDesk(installation, settings, cloud, agents, runtime, store, clock)
            .sweep(settings.sweep()));
    webhook.ifPresent(
        channel ->
            all.add(
                new AlertCourier(
                    books.alerts(), channel, books.journal(), books.transactions(), clock)));
    ChoreWorkers chores = store.startChores(all, WorkSettings.DEFAULT);
    RunWorkers workers = store.startWorkers(reconciler, WorkSettings.DEFAULT);
    var service = new RunService(books, clock);
    var stopAll =
        new StopAll(
            installation,
            books.runs(),
            service,
            runtime,
            settings.deletion().follow(),
            settings.deletion().width());
    return new ControlPlane(books, service, stopAll, events, workers, chores, webhook);
  }

  /** Made where it is missing: without it no event would ever arrive. */
  private static ResourceId topic(ServiceBusEvents source) {
    Outcome<Boolean> prepared = source.prepare();
    if (prepared.isDone() && source.topic() instanceof Look.Found<ResourceId>(ResourceId topic)) {
      return topic;
    }
    throw new PlaneFailure(
        "the event topic is not there and cannot be made: "
            + prepared.obstacle().map(Problem::toString).orElse("it cannot be looked up"));
  }

  public RunBooks books() {
    return books;
  }

  public RunService runs() {
    return runs;
  }

  /** What ends everything of the installation at once. */
  public StopAll stopAll() {
    return stopAll;
  }

  /** Whether somebody is to be told of this run and has not taken it yet. */
  public boolean owesAlert(RunId run) {
    return webhook.isPresent()
        && books.alerts().waiting().stream().anyMatch(one -> one.alert().run().equals(run));
  }

  /** Stops taking work and events; what was begun is gone on with at the next start. */
  @Override
  public void close() {
    chores.close();
    workers.close();
    events.close();
    webhook.ifPresent(WebhookChannel::close);
  }
}
