package io.haymaker.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.replica.DesiredImage;
import io.haymaker.core.replica.Intent;
import io.haymaker.core.replica.ReplicaStore;
import io.haymaker.core.replica.Setback;
import io.haymaker.core.runtime.PortRequest;
import io.haymaker.core.runtime.PortRequest.Protocol;
import io.haymaker.core.store.Transactions;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is wanted of containers comes back as it was written last. */
public abstract class ReplicaStoreContract {
  /** Other tests may share the database. */
  private final String image = "acme/" + UUID.randomUUID() + ":1.2";

  private final InstanceId id = new InstanceId(UUID.randomUUID().toString());

  protected abstract ReplicaStore store();

  /** Those that the store joins. */
  protected abstract Transactions transactions();

  private DesiredImage wanted(int count) {
    return new DesiredImage(
        image,
        1,
        7,
        count,
        new Limits(OptionalDouble.of(0.25), OptionalLong.of(512L << 20)),
        Map.of("MODE", "a=b", "EMPTY", ""),
        List.of(PortRequest.tcp(80), new PortRequest(53, Protocol.UDP, OptionalInt.of(5353))),
        count % 2 == 0,
        Samples.NOON);
  }

  private List<DesiredImage> images() {
    return store().images().stream().filter(one -> one.image().equals(image)).toList();
  }

  private List<Intent> intents() {
    return store().intents().stream().filter(one -> one.id().equals(id)).toList();
  }

  private List<Setback> setbacks() {
    return store().setbacks().stream().filter(one -> one.image().equals(image)).toList();
  }

  @Test
  void whatIsWantedOfAnImageComesBackAsItWasPutLast() {
    assertThat(store().image(image)).isEmpty();
    store().put(wanted(2));
    assertThat(store().image(image).orElseThrow())
        .usingRecursiveComparison()
        .ignoringCollectionOrder()
        .isEqualTo(wanted(2));
    store().put(wanted(5));
    assertThat(images())
        .extracting(DesiredImage::count, DesiredImage::strict)
        .containsExactly(tuple(5, false));
  }

  @Test
  void noneAndNothingComesBackToo() {
    var none =
        new DesiredImage(image, 0, 0, 0, Limits.NONE, Map.of(), List.of(), false, Samples.NOON);
    store().put(none);
    assertThat(store().image(image)).contains(none);
  }

  @Test
  void anImageIsForgotten() {
    store().put(wanted(2));
    store().forget(image);
    store().forget(image);
    assertThat(images()).isEmpty();
  }

  @Test
  void theLastIntentOfAContainerCountsUntilItIsDropped() {
    var stop = new Intent(id, image, Intent.Kind.STOP, Samples.NOON);
    var delete = new Intent(id, image, Intent.Kind.DELETE, Samples.at(5));
    store().put(stop);
    assertThat(intents()).containsExactly(stop);
    store().put(delete);
    assertThat(intents()).containsExactly(delete);
    store().drop(id);
    store().drop(id);
    assertThat(intents()).isEmpty();
  }

  @Test
  void aSetbackIsRememberedUntilItIsForgiven() {
    var first = new Setback(image, 1, Samples.at(1), "exit 1", Set.of());
    var second = new Setback(image, 2, Samples.at(2), "exit 2 \u0000", Set.of(id));
    store().put(first);
    assertThat(setbacks()).containsExactly(first);
    store().put(second);
    assertThat(setbacks()).hasSize(1).first().extracting(Setback::counted).isEqualTo(Set.of(id));
    store().forgive(image);
    store().forgive(image);
    assertThat(setbacks()).isEmpty();
  }

  @Test
  void aTransactionThatFailsKeepsNothing() {
    assertThatThrownBy(
            () ->
                transactions()
                    .run(
                        () -> {
                          store().lock();
                          store().put(wanted(2));
                          store().put(new Intent(id, image, Intent.Kind.STOP, Samples.NOON));
                          throw new IllegalStateException("on purpose");
                        }))
        .hasMessage("on purpose");
    assertThat(images()).isEmpty();
    assertThat(intents()).isEmpty();
  }

  @Test
  void nobodyLocksOutsideATransaction() {
    assertThatThrownBy(() -> store().lock()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void thoseWhoLockDecideOneAfterTheOther() {
    var raised = new AtomicInteger();
    store().put(wanted(1));
    Racers.race(
        4,
        () ->
            transactions()
                .call(
                    () -> {
                      store().lock();
                      DesiredImage now = store().image(image).orElseThrow();
                      store().put(now.raisedBy(1, Samples.at(raised.incrementAndGet())));
                      return true;
                    }));
    assertThat(store().image(image).orElseThrow().count()).isEqualTo(5);
  }
}
