package io.haymaker.main.alert;

import io.haymaker.azure.wire.Trust;
import io.haymaker.core.alert.Alert;
import io.haymaker.core.alert.AlertChannel;
import io.haymaker.core.outcome.Outcome;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Posts an alert as signed JSON. How a receiver checks it is in docs/alerts.md. */
public final class WebhookChannel implements AlertChannel, AutoCloseable {
  static final String ID = "X-HayMaker-Alert";
  static final String TIMESTAMP = "X-HayMaker-Timestamp";
  static final String SIGNATURE = "X-HayMaker-Signature";

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final AlertSettings settings;
  private final HttpClient client;
  private final Clock clock;

  public WebhookChannel(AlertSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(LIMIT);
    settings.caFile().ifPresent(file -> builder.sslContext(Trust.withAuthorities(file)));
    this.client = builder.build();
  }

  @Override
  public Outcome<Integer> send(Alert alert) {
    byte[] body = body(alert);
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    HttpRequest request =
        HttpRequest.newBuilder(settings.url())
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .header(ID, alert.id().toString())
            .header(TIMESTAMP, timestamp)
            .header(SIGNATURE, "sha256=" + Signature.of(settings.secret(), timestamp, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 300
          ? Outcome.done(status)
          : Outcome.busy("HTTP" + status, "the webhook did not take it");
    } catch (HttpTimeoutException e) {
      return Outcome.unknown("TimedOut", "the webhook did not answer in time");
    } catch (IOException e) {
      return Outcome.unknown("NoAnswer", e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.unknown("Interrupted", "no longer waited for");
    }
  }

  /** The same bytes however often it is sent. */
  private static byte[] body(Alert alert) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("alert_id", alert.id().toString());
    json.put("raised_at", alert.at().toString());
    json.put("installation_id", alert.installation().value());
    json.put("run_id", alert.run().toString());
    json.put("reason", alert.reason());
    json.put("message", alert.message());
    texts(json.putArray("remaining"), alert.remaining());
    texts(json.putArray("could_not_look"), alert.couldNotLook());
    return JsonMapper.shared().writeValueAsBytes(json);
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
