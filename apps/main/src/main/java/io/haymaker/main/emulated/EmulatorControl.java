package io.haymaker.main.emulated;

import io.haymaker.azure.wire.Trust;
import io.haymaker.main.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The knobs of the demo's cloud. */
final class EmulatorControl {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final EmulatorFile emulator;

  EmulatorControl(EmulatorFile emulator) {
    this.emulator = emulator;
  }

  /** As if the tenant had asked for it and Azure's support had said yes. */
  void raiseQuota(String name, long value) {
    String body = "{\"quotas\":{\"%s\":%d}}".formatted(name, value);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(emulator.controlEndpoint() + "/settings"))
            .timeout(LIMIT)
            .header("x-haymaker-control-key", emulator.controlKey().reveal())
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(LIMIT)
            .sslContext(Trust.withAuthorities(emulator.caFile()))
            .build()) {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw CommandFailure.refused(
            "the emulator refused a setting: %d %s"
                .formatted(response.statusCode(), response.body()));
      }
    } catch (IOException e) {
      throw CommandFailure.refused("the emulator does not answer: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.refused("interrupted while the cloud was set up");
    }
  }
}
