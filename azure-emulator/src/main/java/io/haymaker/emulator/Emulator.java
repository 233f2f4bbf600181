package io.haymaker.emulator;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.cloud.Endpoints;
import io.haymaker.emulator.cloud.SettingsBook;
import io.haymaker.emulator.door.Dispatcher;
import io.haymaker.emulator.door.HttpsDoor;
import io.haymaker.emulator.fault.FaultBook;
import io.haymaker.emulator.http.Door;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.log.RequestLog;
import io.haymaker.emulator.machine.MachineIdentity;
import io.haymaker.emulator.servicebus.ServiceBus;
import io.haymaker.emulator.store.DataFolder;
import io.haymaker.emulator.store.PrivateFiles;
import io.haymaker.emulator.time.CloudClock;
import io.haymaker.emulator.tls.CertificateAuthority;
import io.haymaker.emulator.token.Administrator;
import io.haymaker.emulator.token.Secret;
import io.haymaker.emulator.token.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** A running emulator. Everything it answers to is on loopback. */
public final class Emulator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Emulator.class);
  private static final String LOCATION = "westeurope";

  private final Cloud cloud;
  private final EmulatorInfo info;
  private final Deque<AutoCloseable> opened;

  private Emulator(Cloud cloud, EmulatorInfo info, Deque<AutoCloseable> opened) {
    this.cloud = cloud;
    this.info = info;
    this.opened = opened;
  }

  /**
   * Starts an emulator; on return it answers, and {@code emulator.json} is in the data folder.
   *
   * @throws IOException if the folder is in use or corrupt, or a port is in use; the message is one
   *     line for a person, and nothing is left open
   */
  public static Emulator start(EmulatorOptions options) throws IOException {
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      return start(options, opened);
    } catch (IOException | RuntimeException failed) {
      closeAll(opened, failed);
      throw failed;
    }
  }

  private static Emulator start(EmulatorOptions options, Deque<AutoCloseable> opened)
      throws IOException {
    DataFolder folder = DataFolder.open(options.data().toAbsolutePath().normalize());
    opened.push(folder);
    CertificateAuthority authority = CertificateAuthority.open(folder.path(), options.clock());
    ObjectNode ids = Cloud.ids(folder.store());
    Endpoints endpoints = new Endpoints();
    Cloud cloud =
        new Cloud(
            folder,
            ids.path("tenantId").stringValue(),
            ids.path("subscriptionId").stringValue(),
            LOCATION,
            options.images(),
            new CloudClock(options.clock()),
            options.pauser(),
            new SettingsBook(folder.store(), options.settings()),
            endpoints,
            new FaultBook(),
            new RequestLog(),
            authority);
    Administrator administrator = Administrator.of(folder);
    Secret controlKey = controlKey(folder);
    SigningKey signingKey = SigningKey.open(folder.path());

    PortBook ports = new PortBook(folder.store());
    var tls = authority.serverContext(options.clock());
    List<HttpsDoor> doors = new ArrayList<>();
    for (Door door : Door.values()) {
      int wanted = door == Door.MAIN ? options.port() : 0;
      HttpsDoor bound = ports.bind(door.name(), wanted, port -> HttpsDoor.bind(door, port, tls));
      opened.push(bound);
      doors.add(bound);
      endpoints.opened(door, bound.port());
      ports.remember(door.name(), bound.port());
    }
    Composition composition = Composition.of(cloud, signingKey, administrator, controlKey);
    for (Part part : composition.parts()) {
      opened.push(part);
      part.start();
    }
    Dispatcher dispatcher = new Dispatcher(cloud, composition.tokens(), composition.services());
    doors.forEach(door -> door.open(dispatcher::answer));

    EmulatorInfo info = info(cloud, administrator, controlKey, composition.bus());
    PrivateFiles.replace(folder.path().resolve("emulator.json"), Json.text(info.toJson()) + "\n");
    LOG.info("emulator answers at {}", info.armEndpoint());
    return new Emulator(cloud, info, opened);
  }

  private static Secret controlKey(DataFolder folder) {
    return Secret.of(
        folder
            .vault()
            .get("control", "key")
            .orElseGet(
                () -> {
                  ObjectNode fresh = Json.object().put("value", Secret.random().reveal());
                  folder.vault().put("control", "key", fresh);
                  return fresh;
                })
            .path("value")
            .stringValue());
  }

  private static EmulatorInfo info(
      Cloud cloud, Administrator administrator, Secret controlKey, ServiceBus bus) {
    Endpoints endpoints = cloud.endpoints();
    return new EmulatorInfo(
        endpoints.arm(),
        endpoints.arm() + "/metadata/endpoints",
        endpoints.authority(),
        cloud.tenantId(),
        cloud.subscriptionId(),
        administrator.principal().appId(),
        administrator.secret(),
        cloud.authority().file(),
        endpoints.graph(),
        endpoints.vault(),
        Optional.of(bus.info()),
        endpoints.logs(),
        endpoints.control(),
        controlKey,
        MachineIdentity.header(cloud),
        cloud.location(),
        ProcessHandle.current().pid());
  }

  /** How to reach it. */
  public EmulatorInfo info() {
    return info;
  }

  /** The cloud inside, for tests in the same process: faults, clock, settings, request log. */
  public Cloud cloud() {
    return cloud;
  }

  /** Stops everything and lets go of the data folder. May be called again. */
  @Override
  public void close() throws IOException {
    IOException failed = new IOException("the emulator did not stop cleanly");
    Files.deleteIfExists(cloud.folder().path().resolve("emulator.json"));
    closeAll(opened, failed);
    if (failed.getSuppressed().length > 0) {
      throw failed;
    }
  }

  private static void closeAll(Deque<AutoCloseable> opened, Exception failures) {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception failed) {
        failures.addSuppressed(failed);
      }
    }
  }
}
