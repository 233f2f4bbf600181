package io.haymaker.testkit.replica;

import static io.haymaker.testkit.replica.ReplicaBench.IMAGE;
import static io.haymaker.testkit.replica.ReplicaBench.done;
import static io.haymaker.testkit.replica.ReplicaBench.more;
import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.replica.ContainerService;
import io.haymaker.core.replica.LimitTexts;
import io.haymaker.core.replica.MoreRequest;
import io.haymaker.core.replica.Setback;
import io.haymaker.testkit.engine.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * A start is good once it has lived through its grace, and who has proved that is not asked again.
 */
class StartGraceTest {
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final ReplicaBench bench = new ReplicaBench();
  private final ContainerService service = bench.service();

  /** How long a start of one more made its caller wait. */
  private Duration waitOf(MoreRequest request) {
    Instant begun = bench.clock.instant();
    done(service.startMore(request));
    return Duration.between(begun, bench.clock.instant());
  }

  @Test
  void whatHasLivedThroughItsGraceIsNotWaitedForAgain() {
    assertThat(waitOf(more(1))).isEqualTo(GRACE);
    assertThat(waitOf(more(1))).isZero();
    assertThat(waitOf(more(3))).isZero();
    assertThat(bench.running()).hasSize(5);
    bench.clock.advance(Duration.ofMinutes(10));
    assertThat(waitOf(more(1))).as("long ago").isEqualTo(GRACE);
  }

  @Test
  void anotherKindOfContainerHasToProveItself() {
    assertThat(waitOf(more(1))).isEqualTo(GRACE);
    var other =
        new MoreRequest(
            IMAGE,
            OptionalInt.of(1),
            LimitTexts.NONE,
            Optional.of(Map.of("MODE", "other")),
            Optional.empty(),
            Optional.empty());
    assertThat(waitOf(other)).isEqualTo(GRACE);
    assertThat(waitOf(other)).isZero();
  }

  @Test
  void onceOneHasDiedItsKindHasToProveItselfAgain() {
    assertThat(waitOf(more(2))).isEqualTo(GRACE);
    bench.engine.machine().end(bench.present().getFirst().id(), 1);
    assertThat(waitOf(more(1))).as("a dead one is seen").isEqualTo(GRACE);
    assertThat(waitOf(more(1))).as("it is still there").isEqualTo(GRACE);

    bench.runFor(Duration.ofSeconds(10));
    assertThat(waitOf(more(1))).as("it is replaced, and on record").isEqualTo(GRACE);
    assertThat(waitOf(more(1))).isZero();
  }

  @Test
  void aDeathWithinTheGraceThatNobodyWaitedForIsToldByTheJournalAndByTheImage() {
    assertThat(waitOf(more(1))).isEqualTo(GRACE);
    bench.engine.machine().has(IMAGE, Program.endsAfter(Duration.ofSeconds(1), 3));
    assertThat(waitOf(more(1))).isZero();
    assertThat(done(service.images())).singleElement().matches(one -> one.setback().isEmpty());

    bench.clock.advance(Duration.ofSeconds(1));
    bench.replicas.reconciler().look();

    Setback setback = done(service.images()).getFirst().setback().orElseThrow();
    assertThat(setback.failures()).isEqualTo(1);
    assertThat(setback.reason()).contains("exited with code 3");
    assertThat(bench.journal())
        .filteredOn(line -> line.startsWith("replica_failed: "))
        .singleElement()
        .asString()
        .contains(setback.reason());
  }

  @Test
  void whatIsStoppedOnPurposeProvesNothingAgainstItsKind() {
    assertThat(waitOf(more(2))).isEqualTo(GRACE);
    done(service.stop(IMAGE, bench.present().getFirst().id().value()));
    assertThat(waitOf(more(1))).isZero();
  }
}
