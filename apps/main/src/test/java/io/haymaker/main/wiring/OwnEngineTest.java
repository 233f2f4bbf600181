package io.haymaker.main.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether an engine can be used for the containers of a scaler. */
class OwnEngineTest {
  private static final String MACHINE = "{\"NCPU\":4,\"MemTotal\":8589934591}";

  @TempDir Path folder;

  /** An engine that tells of its machine and has the image {@code there:1} alone. */
  private static void engine(Consumer<OwnEngine> use) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        call -> {
          String path = call.getRequestURI().getPath();
          boolean known = path.endsWith("/info") || path.endsWith("/images/there:1/json");
          byte[] body =
              (path.endsWith("/info") ? MACHINE : known ? "{}" : "{\"message\":\"No such image\"}")
                  .getBytes(StandardCharsets.UTF_8);
          call.getResponseHeaders().add("Content-Type", "application/json");
          call.sendResponseHeaders(known ? 200 : 404, body.length);
          call.getResponseBody().write(body);
          call.close();
        });
    server.start();
    try {
      use.accept(OwnEngine.at("tcp://127.0.0.1:" + server.getAddress().getPort()));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aContainerIsNoLargerThanTheMachine() throws IOException {
    engine(
        engine ->
            assertThat(engine.requireImage("SCALER_RUNTIME is docker", "there:1"))
                .isEqualTo(new ContainerSize(4, 7.9)));
  }

  @Test
  void anImageThatIsNotThereIsTheUsersToBring() throws IOException {
    engine(
        engine ->
            assertThatThrownBy(() -> engine.requireImage("SCALER_RUNTIME is docker", "gone:2"))
                .isInstanceOfSatisfying(
                    CommandFailure.class,
                    failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageMatching(
                    "SCALER_RUNTIME is docker: the Docker engine at tcp://\\S+ does not have the"
                        + " image gone:2; pull it there first"));
  }

  @Test
  void withoutAnEngineItIsSaidWhereNoneAnswers() {
    String nowhere = "unix://" + folder.resolve("none.sock");
    assertThatThrownBy(
            () -> OwnEngine.at(nowhere).requireImage("SCALER_RUNTIME is docker", "there:1"))
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessage(
            "SCALER_RUNTIME is docker: no Docker engine answers at %s; start one, or set DOCKER_HOST"
                .formatted(nowhere));
  }

  @Test
  void whatIsNoAddressIsRefused() {
    assertThatThrownBy(() -> OwnEngine.at("over there"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("DOCKER_HOST: 'over there' is no address");
  }
}
