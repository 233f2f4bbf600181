package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.scaler.Claim;
import io.haymaker.core.scaler.ClaimStore.Ended;
import io.haymaker.core.scaler.WaitingMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Messages, containers that live and die by chance, and two replicas in bad weather: quota,
 * throttling, failing creates, lost and late answers, deaths at random steps. All by one seed.
 */
public final class ScalerSoak {
  private static final int CAPACITY = 60;
  private static final int SUBSCRIPTIONS = 12;
  private static final int ONE_IN = 30;

  private record Late(Instant due, Supplier<?> effect) {}

  private final Random random;
  private final ScalerScene scene;
  private final SoakWitness witness;
  private final Map<String, WaitingMessage> waiting = new HashMap<>();
  private final Set<String> bad = new HashSet<>();
  private final List<Late> late = new ArrayList<>();
  private final SoakReplica other;
  private final SoakReplica one;
  private int sent;
  private int vanished;

  /**
   * @param books empty ones; whose runtime and topic are in memory
   */
  public ScalerSoak(long seed, ScalerBooks books) {
    random = new Random(seed);
    scene = new ScalerScene(books);
    scene.capacity = CAPACITY;
    witness = new SoakWitness(scene);
    other = new SoakReplica(random, ONE_IN, new Around(() -> {}));
    // In the middle of a step of the one, now and then, the other does all of a pass.
    one = new SoakReplica(random, ONE_IN, new Around(this::siblingPasses));
  }

  private final class Around implements SoakReplica.Surroundings {
    private final Runnable more;

    Around(Runnable more) {
      this.more = more;
    }

    @Override
    public void goOn() {
      arrive();
      if (random.nextInt(10) == 0) {
        anyLive().ifPresent(ScalerSoak.this::progress);
      }
      more.run();
    }

    @Override
    public void look() {
      witness.look();
    }

    @Override
    public void later(Supplier<?> effect) {
      late.add(new Late(scene.clock.instant().plusSeconds(random.nextInt(15)), effect));
    }
  }

  private void siblingPasses() {
    if (random.nextInt(100) == 0) {
      other.pass(scene);
    }
  }

  /** What was asked for and lost on the way arrives after all. */
  private void arrive() {
    List<Late> due = late.stream().filter(l -> !l.due().isAfter(scene.clock.instant())).toList();
    late.removeAll(due);
    due.forEach(
        one -> {
          var _ = one.effect().get();
        });
  }

  private Optional<ContainerView> anyLive() {
    List<ContainerView> live =
        scene.runtime.present().stream().filter(view -> !view.state().isTerminal()).toList();
    return live.isEmpty() ? Optional.empty() : Optional.of(live.get(random.nextInt(live.size())));
  }

  /** Its program does its message's work, or fails, or somebody removes it. */
  private void progress(ContainerView view) {
    WaitingMessage message = waiting.get(ScalerScene.key(view));
    int chance = random.nextInt(100);
    if (chance < 80) {
      if (message != null) {
        scene.queues.settle(message);
        waiting.remove(ScalerScene.key(view));
        witness.succeeded(ScalerScene.key(view));
      }
      if (message == null || chance < 70) {
        scene.runtime.end(view.handle().name(), new ContainerState.Succeeded());
      }
    } else if (chance < 95) {
      scene.runtime.end(view.handle().name(), new ContainerState.Failed("exit code 1"));
    } else {
      scene.runtime.vanish(view.handle().name());
      vanished++;
    }
  }

  /** A soak in memory. */
  static ScalerSoak inMemory(long seed) {
    return new ScalerSoak(seed, ScalerBooks.inMemory());
  }

  /** Sends so many, and serves them until nothing is left to do. */
  public void run(int messages) {
    for (int round = 0; sent < messages || !isOver(); round++) {
      assertThat(round).as("the rounds of a soak that comes to no end").isLessThan(messages);
      send(Math.min(messages - sent, random.nextInt(60)));
      one.pass(scene);
      scene.clock.advance(Duration.ofSeconds(1 + random.nextInt(60)));
      arrive();
      for (int i = random.nextInt(20); i > 0; i--) {
        anyLive().ifPresent(this::progress);
      }
      witness.look();
    }
    calmDown();
  }

  private void send(int count) {
    for (int i = 0; i < count; i++) {
      String subscription = "s" + random.nextInt(SUBSCRIPTIONS);
      String id = "m" + sent++;
      if (random.nextInt(50) == 0) {
        scene.queues.send(subscription, id, List.of("many", "", "NaN", "-1").get(i % 4));
        bad.add(subscription + "/" + id);
      } else {
        WaitingMessage message =
            scene.queues.send(subscription, id, String.valueOf(1 + random.nextInt(5000)));
        waiting.put(subscription + "/" + id, message);
      }
    }
  }

  /** Whoever still waits has had all its containers. */
  private boolean isOver() {
    Map<String, Long> attempts = attempts();
    return waiting.keySet().stream().allMatch(key -> attempts.getOrDefault(key, 0L) >= 3);
  }

  private Map<String, Long> attempts() {
    return scene.ended().stream()
        .collect(Collectors.groupingBy(e -> e.claim().key().toString(), Collectors.counting()));
  }

  /** Fair weather: what remains ends, and the scaler has the time to see it. */
  private void calmDown() {
    var calm = new SoakReplica(random, 0, new Around(() -> {}));
    for (int i = 0; i < 30; i++) {
      scene.runtime.present().stream()
          .filter(view -> !view.state().isTerminal())
          .forEach(this::progress);
      calm.pass(scene);
      scene.clock.advance(Duration.ofMinutes(1));
    }
  }

  /**
   * Nothing remains; who succeeded had no further container; every refused attempt, poison and bad
   * message is on record. Two live containers were an error at once.
   */
  public void assertAllIsWell() {
    assertThat(late).isEmpty();
    assertThat(scene.runtime.present()).as("nothing remains").isEmpty();
    assertThat(scene.live()).as("nothing is claimed").isEmpty();
    witness.assertNoneAfterSuccess();

    Map<String, Long> attempts = attempts();
    assertThat(waiting.keySet()).allMatch(key -> attempts.getOrDefault(key, 0L) == 3);
    assertThat(witness.successes()).hasSize(sent - waiting.size() - bad.size());
    assertThat(scene.ended()).extracting(Ended::end).noneMatch(end -> end.log().isEmpty());
    assertThat(count(Claim.How.REFUSED))
        .as("every refused attempt is on record")
        .isEqualTo(one.refused() + other.refused());
    assertThat(count(Claim.How.VANISHED))
        .as("nobody's last words are lost when a scaler dies while it removes a container")
        .isLessThanOrEqualTo(vanished);
    assertThat(scene.journal("message_poison")).hasSize(waiting.size());
    assertThat(scene.journal("message_refused")).hasSize(bad.size());
    assertThat(scene.ended()).hasSize(scene.journal("container_ended").size());
  }

  /** That the weather was bad enough to prove something, for as many messages as there were. */
  public void assertItWasHard() {
    int some = sent / 200;
    int many = sent / 20;
    assertThat(one.deaths()).isGreaterThan(some);
    assertThat(one.faults()).isGreaterThan(many);
    assertThat(other.faults()).isGreaterThan(many / 2);
    assertThat(one.refused() + other.refused()).isPositive();
    assertThat(count(Claim.How.FAILED)).isGreaterThan(many);
    assertThat(count(Claim.How.VANISHED)).isGreaterThan(some);
    assertThat(count(Claim.How.ORPHANED)).isGreaterThan(some);
  }

  private long count(Claim.How how) {
    return scene.ended().stream().filter(ended -> ended.end().how() == how).count();
  }

  @Override
  public String toString() {
    return ("%d sent, %d succeeded, %d poison, %d bad; %d claims ended, %d failed, %d vanished, "
            + "%d orphaned, %d refused; %d and %d faults, %d and %d deaths")
        .formatted(
            sent,
            witness.successes().size(),
            waiting.size(),
            bad.size(),
            scene.ended().size(),
            count(Claim.How.FAILED),
            count(Claim.How.VANISHED),
            count(Claim.How.ORPHANED),
            count(Claim.How.REFUSED),
            one.faults(),
            other.faults(),
            one.deaths(),
            other.deaths());
  }
}
