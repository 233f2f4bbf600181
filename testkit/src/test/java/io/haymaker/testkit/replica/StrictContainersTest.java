package io.haymaker.testkit.replica;

import static io.haymaker.testkit.replica.ReplicaBench.IMAGE;
import static io.haymaker.testkit.replica.ReplicaBench.code;
import static io.haymaker.testkit.replica.ReplicaBench.done;
import static io.haymaker.testkit.replica.ReplicaBench.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceSpec;
import io.haymaker.core.replica.ContainerService;
import io.haymaker.core.replica.ImageView;
import io.haymaker.core.replica.Intent;
import io.haymaker.core.replica.LimitTexts;
import io.haymaker.core.replica.MoreRequest;
import io.haymaker.core.replica.PortText;
import io.haymaker.core.replica.StartRequest;
import io.haymaker.testkit.engine.EngineOperation;
import io.haymaker.testkit.plane.Steps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Containers of a strict image are strict whoever begins them, and never mixed with others. */
class StrictContainersTest {
  private static final String MIXED = "conflict StrictAndNot";
  private static final Optional<List<PortText>> PORT =
      Optional.of(List.of(new PortText("ports", "80", "0")));

  private final ReplicaBench bench = new ReplicaBench();
  private final ContainerService service = bench.service();

  private static StartRequest strict(boolean strict, Optional<List<PortText>> ports) {
    return new StartRequest(
        IMAGE,
        OptionalInt.of(1),
        OptionalInt.empty(),
        OptionalInt.empty(),
        LimitTexts.NONE,
        Optional.empty(),
        ports,
        Optional.of(strict));
  }

  private static StartRequest strict() {
    return strict(true, Optional.empty());
  }

  private static MoreRequest more(Optional<List<PortText>> ports, Optional<Boolean> strict) {
    return new MoreRequest(
        IMAGE, OptionalInt.of(1), LimitTexts.NONE, Optional.empty(), ports, strict);
  }

  private Instance first() {
    return bench.present().getFirst();
  }

  @Test
  void whoeverBeginsThemMakesThemStrict() {
    done(service.start(strict()));
    done(service.startMore(ReplicaBench.more(1)));
    bench.engine.machine().end(first().id(), 1);
    bench.runFor(Duration.ofSeconds(10));
    assertThat(bench.engine.machine().launched()).as("asked for, more, in place").hasSize(3);

    bench.replicas = bench.process(Steps.FREE);
    for (int minute = 0; minute < 4; minute++) {
      bench.runFor(Duration.ofMinutes(1));
      bench.busy(83, 20);
    }
    bench.runFor(Duration.ofSeconds(20));
    assertThat(bench.running()).as("scaled by another process").hasSize(3);
    assertThat(bench.running()).allMatch(Instance::strict);
    assertThat(bench.engine.machine().launched()).hasSize(4).allMatch(InstanceSpec::strict);
    assertThat(done(service.images())).singleElement().matches(ImageView::strict);
  }

  @Test
  void nobodyWhoAsksForStrictOnesIsHandedOthersAndWhatRunsGoesOn() {
    done(service.start(start(1)));
    assertThat(code(service.start(strict()))).isEqualTo(MIXED);
    assertThat(code(service.startMore(more(Optional.empty(), Optional.of(true))))).isEqualTo(MIXED);
    assertThat(bench.wanted()).isEqualTo(1);
    assertThat(bench.running()).hasSize(1).noneMatch(Instance::strict);

    done(service.delete(first().name(), true));
    done(service.start(strict()));
    assertThat(bench.running()).hasSize(1).allMatch(Instance::strict);
    assertThat(code(service.start(strict(false, Optional.empty())))).isEqualTo(MIXED);
    bench.engine.machine().plantForeign("old", IMAGE);
    assertThat(code(service.adopt("old"))).isEqualTo(MIXED);
    assertThat(bench.store.replicas().intents())
        .extracting(Intent::kind)
        .doesNotContain(Intent.Kind.ADOPT);
  }

  @Test
  void whatRunsTellsItselfWhetherItIsStrict() {
    done(service.start(strict()));
    bench.store.transactions().run(() -> bench.store.replicas().forget(IMAGE));
    assertThat(code(service.start(start(1)))).as("nothing is on record").isEqualTo(MIXED);
    assertThat(done(service.start(strict())).created()).isFalse();
  }

  @Test
  void aNetworkThatLeadsNowherePublishesNoPorts() {
    bench.engine.faults().on(EngineOperation.IMAGE).couldNotLook("MustNotBeCalled");
    assertThat(code(service.start(strict(true, PORT)))).isEqualTo("invalid strict");
    assertThat(code(service.startMore(more(PORT, Optional.of(true))))).isEqualTo("invalid strict");
    bench.engine.faults().healAll();

    done(service.start(strict()));
    assertThat(code(service.startMore(more(PORT, Optional.empty()))))
        .isEqualTo("conflict StrictWithPorts");
    assertThat(bench.wanted()).isEqualTo(1);
    assertThat(bench.present()).hasSize(1);
  }

  @Test
  void thatOthersLivedProvesNothingForStrictOnes() {
    done(service.start(start(1)));
    done(service.delete(first().name(), true));
    Instant asked = bench.clock.instant();
    done(service.start(strict()));
    assertThat(Duration.between(asked, bench.clock.instant())).isEqualTo(Duration.ofSeconds(2));
  }
}
