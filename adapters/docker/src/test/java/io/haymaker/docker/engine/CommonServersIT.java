package io.haymaker.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceSpec;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.runtime.PortRequest;
import io.haymaker.docker.Engine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Images that know nothing of us run under what every container of ours is bound by. */
@EnabledIf(
    value = "io.haymaker.docker.Engine#isThere",
    disabledReason = "no Docker engine at DOCKER_HOST or the usual socket, or no static busybox")
class CommonServersIT {
  private static ManagedFixture fixture;

  @BeforeAll
  static void connect() {
    fixture = new ManagedFixture();
  }

  @AfterAll
  static void disconnect() {
    fixture.close();
  }

  @AfterEach
  void nothingStays() {
    fixture.removeEverything();
  }

  @Test
  void aServerThatRunsAsRootStarts() {
    serves(Engine.SERVES, Map.of(), "it works\n");
  }

  @Test
  void aServerThatPreparesItsDataAndGivesUpRootStartsInTheEnvironmentThatWasAskedFor() {
    String id = serves(Engine.GIVES_UP_ROOT, Map.of("GREETING", "good morning"), "good morning\n");

    assertThat(fixture.client().inspectContainerCmd(id).exec().getConfig().getEnv())
        .contains("GREETING=good morning");
  }

  private String serves(String image, Map<String, String> environment, String text) {
    Instance server =
        ManagedFixture.done(
            fixture
                .engine()
                .launch(
                    new InstanceSpec(
                        fixture.name("server"),
                        image,
                        Limits.NONE,
                        environment,
                        List.of(PortRequest.tcp(80)),
                        false)));
    URI page = URI.create("http://127.0.0.1:%d/".formatted(server.ports().getFirst().port()));
    fixture.await("the page of " + image, () -> get(page).filter(text::equals).isPresent());
    return server.id().value();
  }

  private static Optional<String> get(URI page) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(10)).build();
      return Optional.of(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
