package io.haymaker.azure;

import com.azure.core.util.BinaryData;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Pipelines;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.emulator.Emulator;
import io.haymaker.emulator.EmulatorInfo;
import io.haymaker.emulator.EmulatorOptions;
import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.fault.FaultRule;
import io.haymaker.emulator.fault.FaultRule.Effect;
import io.haymaker.emulator.log.LoggedRequest;
import io.haymaker.emulator.log.RequestLog;
import io.haymaker.scenario.ScenarioName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** The adapters on an emulator in this process. */
public final class EmulatedAzure implements AutoCloseable {

  public static final InstallationId OURS = new InstallationId("ours-1234");

  private final Emulator emulator;
  private final AzureCloud cloud;
  private final Rest arm;

  private EmulatedAzure(Emulator emulator) {
    this.emulator = emulator;
    EmulatorInfo info = emulator.info();
    this.cloud = new AzureCloud(settings(info), Clock.systemUTC());
    this.arm =
        new Rest(
            Pipelines.signed(
                cloud.httpClient(), cloud.credential(), info.armEndpoint() + "/.default"),
            URI.create(info.armEndpoint()));
  }

  public static EmulatedAzure in(Path data) {
    return in(data, options -> options);
  }

  public static EmulatedAzure in(Path data, UnaryOperator<EmulatorOptions> change) {
    try {
      return new EmulatedAzure(
          Emulator.start(
              change.apply(EmulatorOptions.in(data).withSettings(Settings.immediate()))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings that lead to an emulator, as its administrator. */
  public static AzureSettings settings(EmulatorInfo info) {
    return new AzureSettings(
        info.tenantId(),
        List.of(info.subscriptionId()),
        new AzureLogin.ClientSecret(info.clientId(), new SecretValue(info.clientSecret().reveal())),
        AzureEndpoints.of(info.armEndpoint(), info.authorityHost(), info.graphEndpoint()),
        URI.create(info.keyVaultUrl()),
        Optional.of(info.caFile()));
  }

  /** The same cloud for another login. */
  public AzureCloud as(String clientId, SecretValue secret) {
    AzureSettings settings = settings(emulator.info());
    return new AzureCloud(
        new AzureSettings(
            settings.tenantId(),
            settings.subscriptions(),
            new AzureLogin.ClientSecret(clientId, secret),
            settings.endpoints(),
            settings.vault(),
            settings.caFile()),
        Clock.systemUTC());
  }

  public AzureCloud cloud() {
    return cloud;
  }

  public Emulator emulator() {
    return emulator;
  }

  /** Puts something there, or asks for it, by plain HTTP; fails the test on an error. */
  public void put(String id, String version, String json) {
    Reply reply =
        arm.put(id + Urls.query("api-version", version), Json.read(BinaryData.fromString(json)));
    if (!(reply instanceof Reply.Answer answer) || !answer.isGood()) {
      throw new AssertionError("PUT " + id + ": " + reply);
    }
  }

  /** What is there, read by plain HTTP; fails the test on an error. */
  public JsonNode get(String id, String version) {
    if (arm.get(id + Urls.query("api-version", version)) instanceof Reply.Answer answer
        && answer.isGood()) {
      return answer.body();
    }
    throw new AssertionError("GET " + id);
  }

  /** Does something by plain HTTP; fails the test on an error. */
  public void post(String path, String version) {
    Reply reply = arm.post(path + Urls.query("api-version", version), Json.object());
    if (!(reply instanceof Reply.Answer answer) || !answer.isGood()) {
      throw new AssertionError("POST " + path + ": " + reply);
    }
  }

  /** The elements of a list, read by plain HTTP. */
  public List<JsonNode> list(String path, String version) {
    Listing<JsonNode> listing = arm.pages(path + Urls.query("api-version", version), "nextLink");
    if (listing instanceof Listing.Complete<JsonNode>(List<JsonNode> items)) {
      return items;
    }
    throw new AssertionError("GET " + path + ": " + listing);
  }

  /** A day from now, by the cloud's own clock. */
  public Instant tomorrow() {
    return emulator.cloud().clock().instant().plus(1, ChronoUnit.DAYS);
  }

  public String subscription() {
    return emulator.info().subscriptionId();
  }

  public static Owner owner(RunId run) {
    return new Owner(OURS, run, new ScenarioName("web"));
  }

  /** The next matching request has its effect, but gets no answer. */
  public void loseNext(String method, String path) {
    fault(method, path, new Effect.LoseResponse(), 1);
  }

  /** The next matching requests get this error and have no effect. */
  public void failNext(int times, String method, String path, int status, String code) {
    fault(method, path, new Effect.Fail(status, code, "ordered by the test"), times);
  }

  public void fault(String method, String path, Effect effect, int times) {
    emulator
        .cloud()
        .faults()
        .add(FaultRule.always(method + " " + path, method, path, effect).times(times));
  }

  public void heal() {
    emulator.cloud().faults().clear();
  }

  /** What was asked of the emulator. */
  public List<LoggedRequest> requests() {
    return emulator.cloud().log().find(RequestLog.Filter.everything());
  }

  /** What was asked of the emulator while something was done: methods and paths. */
  public List<String> requestsOf(Runnable work) {
    int before = requests().size();
    work.run();
    return requests().stream()
        .skip(before)
        .map(request -> request.method() + " " + request.path())
        .toList();
  }

  @Override
  public void close() {
    try {
      emulator.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
