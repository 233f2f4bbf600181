package io.haymaker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.server.Served.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The server ends, with callers in the middle of something. */
class ShutdownTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void aRequestThatIsUnderWayEndsBeforeTheServerDoes() throws Exception {
    var begun = new CountDownLatch(1);
    var refusing = new CountDownLatch(1);
    try (var mine = new Served(false)) {
      mine.post("/start/container", "{\"image\": \"nginx\"}");
      mine.containers
          .engine
          .machine()
          .duringListing(
              () -> {
                begun.countDown();
                await(refusing);
              });
      var asked = new FutureTask<>(() -> mine.get("/containers"));
      Thread.ofVirtual().start(asked);
      await(begun);
      Thread stopping = Thread.ofVirtual().start(mine::stop);

      awaitRefusal(mine.port());
      assertThat(asked.isDone()).as("answered before it was let go on").isFalse();
      assertThat(stopping.isAlive()).as("the server waits for it").isTrue();
      refusing.countDown();
      Answer answer = asked.get();
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.json().path("total").asInt()).isEqualTo(1);
      stopping.join();
    }
  }

  @Test
  void whoFollowsALogIsTakenLeaveOfAndKeepsNobodyWaiting() throws Exception {
    try (var mine = new Served(false);
        var client = HttpClient.newHttpClient()) {
      mine.post("/start/container", "{\"image\": \"nginx\"}");
      String path =
          "/containers/instances/%s/logs?follow=true".formatted(mine.containers.only("nginx"));
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(mine.port(), path)))
              .build();
      InputStream log = client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
      assertThat(new String(log.readNBytes("one\ntwo\n".length()), StandardCharsets.UTF_8))
          .isEqualTo("one\ntwo\n");

      Thread stopping = Thread.ofVirtual().start(mine::stop);
      // One that was cut off would end with an exception.
      assertThat(log.readAllBytes()).isEmpty();
      stopping.join();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** From then on no new caller is heard. */
  private static void awaitRefusal(int port) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      } catch (ConnectException e) {
        return;
      }
    }
    throw new AssertionError("the server does not begin to stop");
  }
}
