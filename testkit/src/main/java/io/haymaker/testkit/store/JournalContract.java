package io.haymaker.testkit.store;

import static io.haymaker.testkit.store.Samples.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.core.event.Journal;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.ownership.RunId;
import io.haymaker.scenario.ScenarioName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The journal keeps every entry once, in the order in which it became durable. */
public abstract class JournalContract {
  private final RunId run = RunId.random();

  /** The stores under test; the same ones throughout a test. */
  protected abstract Stores stores();

  private Journal journal() {
    return stores().journal();
  }

  private JournalEntry entry(String message) {
    return JournalEntry.of(at(1), run, "operation", Severity.INFO, message);
  }

  private List<JournalEntry> all() {
    return journal().ofRun(run, 0, 1000).stream().map(Journal.Numbered::entry).toList();
  }

  @Test
  void anEntryComesBackAsItWasAppended() {
    var full =
        new JournalEntry(
            UUID.randomUUID(),
            at(1),
            Optional.of(run),
            Optional.of(new ScenarioName("one")),
            "resource_created",
            Severity.ERROR,
            "ä \"quoted\" \\ {} \n line",
            Optional.of(Samples.network("v")),
            Map.of("key", "value", "empty", "", "ünï", "{\"a\":1}"));

    assertThat(journal().append(full)).isTrue();
    assertThat(journal().append(entry("bare"))).isTrue();

    assertThat(all().getFirst()).isEqualTo(full);
    assertThat(all().get(1).message()).isEqualTo("bare");
  }

  @Test
  void entriesOfNoRunAreReadByThemselves() {
    JournalEntry first = JournalEntry.ofNoRun(at(1), "replica", Severity.INFO, "first");
    JournalEntry second = JournalEntry.ofNoRun(at(2), "replica", Severity.WARNING, "second");
    journal().append(first);
    journal().append(entry("of a run"));
    journal().append(second);

    List<Journal.Numbered> mine =
        journal().ofNoRun(0, 10_000).stream()
            .filter(one -> one.entry().equals(first) || one.entry().equals(second))
            .toList();
    assertThat(mine).extracting(Journal.Numbered::entry).containsExactly(first, second);
    assertThat(journal().ofNoRun(mine.getFirst().number(), 1))
        .extracting(one -> one.entry().run())
        .containsExactly(Optional.empty());
    assertThat(all()).extracting(JournalEntry::message).containsExactly("of a run");
  }

  @Test
  void anEntryWithAKnownIdChangesNothing() {
    JournalEntry first = entry("first");
    journal().append(first);
    var again =
        new JournalEntry(
            first.id(),
            at(9),
            Optional.of(RunId.random()),
            Optional.empty(),
            "error",
            Severity.ERROR,
            "second",
            Optional.empty(),
            Map.of("more", "details"));

    assertThat(journal().append(again)).isFalse();

    assertThat(all()).containsExactly(first);
    assertThat(journal().ofRun(again.run().orElseThrow(), 0, 10)).isEmpty();
  }

  @Test
  void aKnownIdDoesNotSpoilItsTransaction() {
    JournalEntry first = entry("first");
    journal().append(first);

    stores()
        .transactions()
        .run(
            () -> {
              assertThat(journal().append(first)).isFalse();
              assertThat(journal().append(entry("second"))).isTrue();
            });

    assertThat(all()).extracting(JournalEntry::message).containsExactly("first", "second");
  }

  @Test
  void numbersRiseInTheOrderOfAppendingWhateverTheTimes() {
    for (int second : new int[] {3, 1, 2}) {
      journal()
          .append(JournalEntry.of(at(second), run, "operation", Severity.INFO, "at " + second));
    }

    assertThat(journal().ofRun(run, 0, 10))
        .isSortedAccordingTo((a, b) -> Long.compare(a.number(), b.number()))
        .extracting(line -> line.entry().message())
        .containsExactly("at 3", "at 1", "at 2");
  }

  @Test
  void aReaderGoesOnWhereItStopped() {
    IntStream.range(0, 5).forEach(i -> journal().append(entry("line " + i)));

    var first = journal().ofRun(run, 0, 2);
    var rest = journal().ofRun(run, first.getLast().number(), 10);

    assertThat(first).extracting(l -> l.entry().message()).containsExactly("line 0", "line 1");
    assertThat(rest)
        .extracting(l -> l.entry().message())
        .containsExactly("line 2", "line 3", "line 4");
    assertThat(journal().ofRun(run, rest.getLast().number(), 10)).isEmpty();
  }

  @Test
  void entriesOfOneTypeAreFoundInOrderAndOnlyOfTheirRun() {
    journal().append(entry("other type"));
    for (String message : List.of("first", "second")) {
      journal().append(JournalEntry.of(at(1), run, "cleanup_complete", Severity.INFO, message));
    }
    journal()
        .append(
            JournalEntry.of(at(1), RunId.random(), "cleanup_complete", Severity.INFO, "theirs"));

    assertThat(journal().ofType(run, "cleanup_complete"))
        .extracting(JournalEntry::message)
        .containsExactly("first", "second");
  }

  @Test
  void aLimitBelowOneIsRefused() {
    assertThatThrownBy(() -> journal().ofRun(run, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void otherRunsEntriesAndThoseOfNoRunAreNotShown() {
    journal().append(entry("mine"));
    journal().append(JournalEntry.of(at(1), RunId.random(), "x", Severity.INFO, "theirs"));
    var nobodys =
        new JournalEntry(
            UUID.randomUUID(),
            at(1),
            Optional.empty(),
            Optional.empty(),
            "incomplete",
            Severity.WARNING,
            "nobody's",
            Optional.empty(),
            Map.of());
    assertThat(journal().append(nobodys)).isTrue();
    assertThat(journal().append(nobodys)).isFalse();

    assertThat(all()).extracting(JournalEntry::message).containsExactly("mine");
  }

  /** Text from outside may hold what a database cannot; the event must not be lost for it. */
  @Test
  void textThatNoDatabaseTakesIsStillKept() {
    var odd = entry("before\u0000after").with(Map.of("k\u0000", "v\u0000 \ud800 end"));

    assertThat(journal().append(odd)).isTrue();

    assertThat(all()).hasSize(1);
    assertThat(all().getFirst().message()).startsWith("before").endsWith("after");
    assertThat(all().getFirst().details()).hasSize(1);
  }

  @Test
  void ofRacersWithTheSameIdExactlyOneEntersIt() {
    JournalEntry same = entry("same");

    assertThat(Racers.race(4, () -> journal().append(same))).containsOnlyOnce(true);
    assertThat(all()).containsExactly(same);
  }

  /** A number that is committed after a higher one would be skipped by a reader that goes on. */
  @Test
  void aReaderThatFollowsManyWritersMissesNothing() throws Exception {
    int writers = 3;
    int each = 20;
    var seen = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writing =
          threads.submit(
              () ->
                  Racers.race(
                      writers,
                      () -> {
                        for (int i = 0; i < each; i++) {
                          stores()
                              .transactions()
                              .run(
                                  () -> {
                                    journal().append(entry("a"));
                                    journal().append(entry("b"));
                                  });
                        }
                        return true;
                      }));
      long after = 0;
      boolean last = false;
      while (!last) {
        last = writing.isDone();
        for (var line : journal().ofRun(run, after, 7)) {
          seen.add(line.entry().id().toString());
          after = line.number();
          last = false;
        }
      }
      writing.get(30, TimeUnit.SECONDS);
    }

    assertThat(seen).doesNotHaveDuplicates().hasSize(writers * each * 2);
  }
}
