package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.scaler.Claim;
import io.haymaker.core.scaler.ClaimStore;
import io.haymaker.core.scaler.ClaimStore.Memory;
import io.haymaker.core.scaler.FileSize;
import io.haymaker.core.scaler.History;
import io.haymaker.core.scaler.MessageKey;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerSnapshot.Hold;
import io.haymaker.core.store.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What holds for whoever remembers claims. Each test uses a scaler of its own. */
public abstract class ClaimStoreContract {
  private static final Instant NOW = Instant.parse("2026-05-01T08:00:00Z");
  private static final Claim.End WELL = end(Claim.How.SUCCEEDED, NOW.plusSeconds(60));

  protected abstract ClaimStore claims();

  protected abstract Transactions transactions();

  private static Claim.End end(Claim.How how, Instant at) {
    return new Claim.End(at, how, "a reason", "the last\nlines");
  }

  private static Claim claim(String scaler, String id, int attempt) {
    return new Claim(
        new ScalerName(scaler),
        new MessageKey("sub", id),
        42,
        NOW.minusSeconds(5),
        attempt,
        new ContainerName("%s-%s-%d".formatted(scaler, id, attempt)),
        new FileSize(12.5),
        new ContainerSize(2, 0.5),
        NOW,
        Optional.empty());
  }

  /** The same, taken on then. */
  private static Claim claim(Claim claim, Instant launchedAt) {
    return new Claim(
        claim.scaler(),
        claim.key(),
        claim.sequenceNumber(),
        claim.enqueuedAt(),
        claim.attempt(),
        claim.container(),
        claim.file(),
        claim.size(),
        claim.claimedAt(),
        Optional.of(launchedAt));
  }

  private History history(Claim claim) {
    return claims()
        .histories(claim.scaler(), List.of(claim.key()))
        .getOrDefault(claim.key(), History.NONE);
  }

  @Test
  void aMessageHasOneLiveClaimAndEveryAttemptIsMadeOnce() {
    Claim first = claim("one-live", "m", 1);
    Claim second = claim("one-live", "m", 2);

    assertThat(claims().claim(first)).isTrue();
    assertThat(claims().claim(first)).isFalse();
    assertThat(claims().claim(second)).isFalse();
    assertThat(history(first))
        .isEqualTo(
            new History(
                1, Map.of(42L, 1), Optional.empty(), Optional.of(first.container().value())));

    claims().end(first, WELL);
    assertThat(claims().claim(first)).isFalse();
    assertThat(history(first))
        .isEqualTo(new History(1, Map.of(42L, 1), Optional.of(WELL.at()), Optional.empty()));
    assertThat(claims().claim(second)).isTrue();
    assertThat(claims().live(first.scaler())).containsExactly(second);
  }

  @Test
  void whenAContainerBeganIsNotedOnce() {
    Claim claim = claim("began", "m", 1);
    Claim began = claim.began(NOW.plusSeconds(3));
    assertThat(claims().began(began)).as("not claimed").isFalse();
    claims().claim(claim);
    assertThat(claims().began(began)).isTrue();
    assertThat(claims().began(claim.began(NOW.plusSeconds(4)))).isFalse();
    assertThat(claims().live(claim.scaler())).containsExactly(began);
    claims().end(began, WELL);
    assertThat(claims().ended(claim.scaler(), 1))
        .extracting(ended -> ended.claim().beganAt())
        .containsExactly(began.beganAt());
  }

  @Test
  void ofManyWhoClaimAtOnceOneGetsIt() throws Exception {
    Claim claim = claim("race", "m", 1);
    Callable<Boolean> attempt = () -> claims().claim(claim);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long won =
          threads.invokeAll(List.of(attempt, attempt, attempt, attempt)).stream()
              .filter(Future::resultNow)
              .count();
      assertThat(won).isEqualTo(1);
    }
    assertThat(claims().live(claim.scaler())).containsExactly(claim);
  }

  @Test
  void roomThatManySeeAtOnceIsGivenToOne() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> attempts =
          Stream.of("a", "b", "c", "d", "e", "f")
              .<Callable<Boolean>>map(id -> () -> claims().claim(claim("room", id, 1), 2))
              .toList();
      long won = threads.invokeAll(attempts).stream().filter(Future::resultNow).count();
      assertThat(won).isEqualTo(2);
    }
    Claim one = claims().live(new ScalerName("room")).getFirst();
    claims().end(one, WELL);
    assertThat(claims().claim(claim("room", "g", 1), 2)).isTrue();
    assertThat(claims().claim(claim("elsewhere", "g", 1), 1)).isTrue();
  }

  @Test
  void severalAreClaimedInTheirOrderAsFarAsTheyMayBe() {
    Claim taken = claim("several", "taken", 1);
    Claim over = claim("several", "over", 1);
    claims().claim(taken);
    claims().claim(over);
    claims().end(over, WELL);
    List<Claim> wanted =
        List.of(
            claim("several", "taken", 2),
            claim("several", "a", 1),
            claim("several", "over", 1),
            claim("several", "b", 1),
            claim("several", "again", 2),
            claim("several", "c", 1));

    assertThat(claims().claim(wanted, 4))
        .as("what may not be claimed takes up no room")
        .containsExactly(false, true, false, true, true, false);
    assertThat(claims().live(taken.scaler()))
        .containsExactlyInAnyOrder(taken, wanted.get(1), wanted.get(3), wanted.get(4));
    assertThat(claims().claim(wanted, 4)).as("there is no room left").containsOnly(false);
    assertThat(claims().claim(List.<Claim>of(), 4)).isEmpty();
  }

  @Test
  void whatWasNotedOfAnEndIsKeptWhateverIsSaidLater() {
    Claim claim = claim("noted", "m", 1);
    claims().claim(claim);
    Claim.End unread = new Claim.End(NOW, Claim.How.FAILED, "it failed", "no log");

    claims().note(claim, unread, false);
    claims().note(claim, WELL, true);
    claims().note(claim, unread, false);
    assertThat(claims().live(claim.scaler())).containsExactly(claim);
    assertThat(claims().ended(claim.scaler(), 10)).isEmpty();

    Instant later = NOW.plusSeconds(300);
    assertThat(claims().end(claim, end(Claim.How.VANISHED, later)))
        .contains(new Claim.End(later, WELL.how(), WELL.reason(), WELL.log()));
    claims().note(claim, unread, true);
    assertThat(claims().ended(claim.scaler(), 10).getFirst().end().how()).isEqualTo(WELL.how());
  }

  @Test
  void attemptsAreCountedForEachMessageThatBoreTheId() {
    Claim first = claim("places", "m", 1);
    Claim second =
        new Claim(
            first.scaler(),
            first.key(),
            43,
            NOW,
            2,
            new ContainerName("places-m-2"),
            first.file(),
            first.size(),
            NOW,
            Optional.empty());
    claims().claim(first);
    claims().end(first, WELL);
    claims().claim(second);

    History history = history(first);
    assertThat(history.attempts()).isEqualTo(2);
    assertThat(history.spentOn(42)).isEqualTo(1);
    assertThat(history.spentOn(43)).isEqualTo(1);
    assertThat(history.spentOn(44)).isZero();
    assertThat(history.lastEnded()).contains(WELL.at());
    assertThat(history.live()).contains("places-m-2");
  }

  @Test
  void whatIsWithdrawnHasNotBeen() {
    Claim claim = claim("withdrawn", "m", 1);
    claims().claim(claim);

    claims().withdraw(claim);

    assertThat(claims().live(claim.scaler())).isEmpty();
    assertThat(history(claim)).isEqualTo(History.NONE);
    assertThat(claims().claim(claim)).isTrue();
  }

  @Test
  void itIsKnownWhenItsContainerWasTakenOnAndHowItEnded() {
    Claim claim = claim("lived", "m", 1);
    claims().claim(claim);
    Claim launched = claim(claim, NOW.plusSeconds(1));

    assertThat(claims().launched(launched)).isTrue();
    assertThat(claims().launched(claim(launched, NOW.plusSeconds(2)))).isFalse();
    claims().withdraw(claim);
    assertThat(claims().live(claim.scaler())).containsExactly(launched);

    assertThat(claims().end(claim, WELL)).contains(WELL);
    assertThat(claims().end(claim, end(Claim.How.FAILED, NOW.plusSeconds(90)))).isEmpty();
    assertThat(claims().launched(launched)).isFalse();
    assertThat(claims().live(claim.scaler())).isEmpty();
    assertThat(claims().ended(claim.scaler(), 10))
        .containsExactly(new ClaimStore.Ended(launched, WELL));
  }

  @Test
  void theNewestEndsComeFirstAndScalersDoNotSeeEachOther() {
    for (int i = 1; i <= 3; i++) {
      Claim claim = claim("many", "m" + i, 1);
      claims().claim(claim);
      claims().end(claim, end(Claim.How.FAILED, NOW.plusSeconds(i)));
    }
    assertThat(claims().ended(new ScalerName("many"), 2))
        .extracting(ended -> ended.claim().key().messageId())
        .containsExactly("m3", "m2");
    assertThat(claims().ended(new ScalerName("few"), 2)).isEmpty();
    assertThat(claims().histories(new ScalerName("few"), List.of(new MessageKey("sub", "m1"))))
        .isEmpty();
    assertThat(claims().histories(new ScalerName("many"), List.of())).isEmpty();
  }

  @Test
  void whatAScalerRemembersIsKept() {
    var name = new ScalerName("memory");
    assertThat(claims().memory(name)).isEqualTo(Memory.NONE);
    var memory = new Memory(Optional.of("sub"), Optional.of(new Hold("quota", NOW)), 3, true);

    claims().pause(name, true);
    claims().remember(name, new Memory(memory.lastServed(), memory.hold(), 3, false));
    assertThat(claims().memory(name)).isEqualTo(memory);
    claims().pause(name, false);
    assertThat(claims().memory(name).paused()).isFalse();
    claims().remember(name, Memory.NONE);
    assertThat(claims().memory(name)).isEqualTo(Memory.NONE);
  }

  @Test
  void aClaimIsKeptOnlyWithItsTransaction() {
    Claim claim = claim("undone", "m", 1);
    Assertions.assertThatThrownBy(
            () ->
                transactions()
                    .run(
                        () -> {
                          claims().claim(claim);
                          throw new IllegalStateException("no");
                        }))
        .hasMessage("no");
    assertThat(claims().live(claim.scaler())).isEmpty();
  }
}
