package io.haymaker.main.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.queue.ServiceBusQueues;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.scaler.Scaler;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerPass;
import io.haymaker.core.scaler.ScalerRules;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.core.scaler.SizingRule;
import io.haymaker.testkit.store.InMemoryStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A scaler on the emulator, tried out with messages that filters send to its subscriptions. */
@Timeout(300)
class TrialIT {
  private static final SizingRule SIZING = new SizingRule.Linear(1, 8, 0.5, 16);
  private static final String PREFIX = "trial";
  private static final String IMAGE = "test/worker:1";

  @TempDir Path folder;
  private final Clock clock = Clock.systemUTC();
  private final InMemoryStore store = new InMemoryStore();
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Thread> passes = new ArrayList<>();
  private EmulatedTopic topic;

  @BeforeEach
  void start() throws Exception {
    topic = EmulatedTopic.start(folder, IMAGE, "echo working; sleep 1");
    topic.subscription("small", "file_size_mb <= 100");
    topic.subscription("large", "file_size_mb > 100");
  }

  @AfterEach
  void stop() throws Exception {
    over.countDown();
    for (Thread one : passes) {
      assertThat(one.join(Duration.ofSeconds(60))).isTrue();
    }
    topic.close();
  }

  /** Passes one after the other until the test is over. */
  private void scale(double multiplier) {
    ServiceBusQueues queues = topic.cloud().messageQueues(topic.queue());
    ContainerRuntime runtime =
        topic
            .cloud()
            .containerInstances(
                EmulatedTopic.where(), _ -> Look.absent(), store.installation().id());
    var scaler =
        new Scaler(
            new ScalerName("trial"),
            PREFIX,
            IMAGE,
            new ScalerRules(
                new Backoff(1, Duration.ofSeconds(30), Duration.ofMinutes(5)),
                new SizingRule.Linear(1, multiplier, 0.5, 16),
                runtime.capabilities()),
            10,
            4,
            50,
            Set.of(),
            true,
            new Scaler.Orphans(true, 2, Duration.ofMillis(100)),
            Map.of(),
            Optional.of("SUB"));
    var world =
        new ScalerWorld(
            scaler,
            store.installation().id(),
            queues,
            runtime,
            store.claims(),
            store.journal(),
            store.transactions(),
            new Retrier(clock, Pauser.system(), new Random(1)),
            clock);
    passes.add(
        Thread.startVirtualThread(
            () -> {
              try (queues) {
                while (!over.await(300, TimeUnit.MILLISECONDS)) {
                  new ScalerPass(world).run();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  private List<String> trial(List<TrialMessage> messages, List<String> news)
      throws InterruptedException {
    try (var ground =
        new CloudGround(
            topic.cloud(), topic.queue(), EmulatedTopic.where(), PREFIX, "{\"data\":{}}")) {
      return new Trial(ground, SIZING, clock, Pauser.system(), Duration.ofMillis(200), news::add)
          .run(messages, Duration.ofSeconds(200));
    }
  }

  @Test
  void eachMessageHasItsContainerInItsSubscriptionWithItsMemoryAndNothingRemains()
      throws InterruptedException {
    var news = new ArrayList<String>();
    scale(8);
    assertThat(
            trial(
                TrialPlan.messages("e2e-a", "10,100,500", Optional.of("small,small,large")), news))
        .as(String.join("\n", news))
        .isEmpty();
    assertThat(news).anyMatch(line -> line.contains("in large with 4.0 GB"));
    assertThat(news).filteredOn(line -> line.contains("has been deleted")).hasSize(3);
  }

  @Test
  void aScalerThatSizesWronglyIsFoundOut() throws InterruptedException {
    var news = new ArrayList<String>();
    scale(2);
    assertThat(trial(TrialPlan.messages("e2e-b", "500", Optional.empty()), news))
        .as(String.join("\n", news))
        .singleElement()
        .asString()
        .endsWith("has 1.0 GB, not 4.0");
  }
}
