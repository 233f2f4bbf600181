package io.haymaker.chaos.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.chaos.scaler.Evidence.Asked;
import io.haymaker.chaos.scaler.Evidence.Entry;
import io.haymaker.chaos.scaler.Evidence.Mark;
import io.haymaker.chaos.scaler.Evidence.Row;
import io.haymaker.chaos.scaler.Letter.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Begins with a soak that went well, and plants one mistake in each test. */
final class JudgeTest {
  private static final String OK = "north.m0-ok";
  private static final String ONCE = "south.m1-once";
  private static final String NEVER = "east.m2-never";
  private static final String BAD = "west.m3-bad";

  private final List<Letter> letters =
      new ArrayList<>(
          List.of(
              new Letter("north", "m0-ok", Fate.OK, 1),
              new Letter("south", "m1-once", Fate.ONCE, 1),
              new Letter("east", "m2-never", Fate.NEVER, 1),
              new Letter("west", "m3-bad", Fate.BAD, "many")));
  private final List<Mark> marks = new ArrayList<>();
  private final List<Asked> asked = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private final List<Entry> journal = new ArrayList<>();
  private final List<String> doubles = new ArrayList<>();
  private final List<String> left = new ArrayList<>();

  JudgeTest() {
    worked("a", OK, 1, "SUCCEEDED", "begin", "done", "end");
    worked("b1", ONCE, 1, "FAILED", "begin");
    worked("b2", ONCE, 2, "SUCCEEDED", "begin", "done", "end");
    worked("c1", NEVER, 1, "FAILED", "begin");
    refused("c2", NEVER, 2);
    worked("c3", NEVER, 3, "FAILED", "begin");
    journal.add(
        new Entry("message_poison", "message m2-never at 3 of east: poison: 3 containers", ""));
    journal.add(new Entry("message_refused", "message m3-bad at 4 of west: no number", ""));
  }

  private void worked(String group, String key, int attempt, String how, String... what) {
    asked.add(new Asked("PUT", group, 201));
    for (String one : what) {
      marks.add(new Mark(one, key));
    }
    asked.add(new Asked("DELETE", group, 202));
    rows.add(new Row(group, key, attempt, Optional.of(how), "at work on " + key));
    journal.add(new Entry("container_ended", "container " + group, group));
  }

  private void refused(String group, String key, int attempt) {
    asked.add(new Asked("PUT", group, 400));
    rows.add(new Row(group, key, attempt, Optional.of("REFUSED"), "it never ran"));
    journal.add(new Entry("container_ended", "container " + group, group));
  }

  private List<String> wrong() {
    return Judge.wrong(new Evidence(letters, marks, asked, rows, journal, doubles, left));
  }

  private Row row(String container) {
    return rows.stream().filter(row -> row.container().equals(container)).findFirst().orElseThrow();
  }

  private void replace(String container, Optional<String> how, String log) {
    Row old = row(container);
    rows.set(rows.indexOf(old), new Row(container, old.key(), old.attempt(), how, log));
  }

  @Test
  void nothingIsWrongWhenAllWasKept() {
    assertThat(wrong()).isEmpty();
  }

  @Test
  void aSecondGroupMadeWhileTheFirstIsThereIsSeenInWhatTheCloudWasAsked() {
    int made = asked.indexOf(new Asked("PUT", "b2", 201));
    asked.add(made - 1, asked.remove(made));

    assertThat(wrong()).containsExactly("b2 was made while another of south.m1-once was there");
  }

  @Test
  void aDeletionWhoseAnswerWasLostIsOne() {
    asked.set(asked.indexOf(new Asked("DELETE", "b1", 202)), new Asked("DELETE", "b1", 0));

    assertThat(wrong()).isEmpty();
  }

  @Test
  void aDeletionThatWasRefusedIsNone() {
    asked.set(asked.indexOf(new Asked("DELETE", "b1", 202)), new Asked("DELETE", "b1", 500));

    assertThat(wrong()).containsExactly("b2 was made while another of south.m1-once was there");
  }

  @Test
  void twoGroupsThatWereListedAtOnceAreTold() {
    doubles.add(OK);

    assertThat(wrong()).containsExactly("two groups at once for north.m0-ok");
  }

  @Test
  void twoContainersThatMetAreTold() {
    marks.add(1, new Mark("twice", OK));

    assertThat(wrong()).containsExactly("two containers worked at once on north.m0-ok");
  }

  @Test
  void aContainerAfterTheWorkWasDoneIsTold() {
    worked("a2", OK, 2, "SUCCEEDED", "begin", "done", "end");

    assertThat(wrong())
        .hasSize(2)
        .anyMatch(text -> text.startsWith("north.m0-ok got a container after it was done"))
        .contains("2 containers of north.m0-ok succeeded");
  }

  @Test
  void aContainerThatNobodyWroteDownIsTold() {
    asked.add(new Asked("PUT", "x", 201));
    marks.add(2, new Mark("begin", ONCE));
    marks.add(2, new Mark("begin", ONCE));

    assertThat(wrong())
        .containsExactly(
            "group x was made and is on no record",
            "4 containers worked on south.m1-once, 2 are on record");
  }

  @Test
  void aRefusalThatIsOnNoRecordIsTold() {
    replace("c2", Optional.of("FAILED"), "at work on " + NEVER);

    assertThat(wrong()).containsExactly("a refusal of c2 is on no record");
  }

  @Test
  void aRefusalWithWhichAScalerDiedIsTriedAgain() {
    asked.addFirst(new Asked("PUT", "a", 403));

    assertThat(wrong()).isEmpty();
  }

  @Test
  void aMessageThatWasGivenUpTooEarlyIsTold() {
    rows.remove(row("c3"));
    asked.removeIf(one -> one.group().equals("c3"));
    marks.removeLast();

    assertThat(wrong()).containsExactly("east.m2-never is not done, after 2 containers");
  }

  @Test
  void poisonAndBadMessagesOfWhichNobodyIsToldAreTold() {
    journal.removeIf(entry -> entry.type().startsWith("message_"));

    assertThat(wrong())
        .containsExactly(
            "0 entries of message_poison for east.m2-never",
            "0 entries of message_refused for west.m3-bad");
  }

  @Test
  void aBadMessageThatGotAContainerIsTold() {
    worked("d", BAD, 1, "FAILED", "begin");

    assertThat(wrong()).containsExactly("west.m3-bad is a bad message and got a container");
  }

  @Test
  void whatIsLeftIsTold() {
    left.add("a of " + OK);
    replace("a", Optional.empty(), "");

    assertThat(wrong())
        .containsExactly("a of north.m0-ok is still claimed", "left over: a of north.m0-ok");
  }

  @Test
  void anEndThatTheJournalDoesNotHaveIsTold() {
    journal.removeIf(entry -> entry.container().equals("a"));

    assertThat(wrong()).containsExactly("a of north.m0-ok ended and the journal does not say so");
  }

  @Test
  void lastWordsThatAreLostAreTold() {
    replace("a", Optional.of("VANISHED"), "the log went with it");
    replace("b2", Optional.of("SUCCEEDED"), "");

    assertThat(wrong())
        .containsExactly(
            "a of north.m0-ok is said to have vanished, and nobody removed it",
            "b2 of south.m1-once has lost its last words: ");
  }

  @Test
  void aLogThatCouldNotBeReadMustBeSaidToBe() {
    replace("a", Optional.of("SUCCEEDED"), "the log could not be read: ServiceUnavailable");

    assertThat(wrong()).isEmpty();
  }

  @Test
  void itIsNotOverBeforeEverybodyIsServedOrToldOf() {
    Set<String> settled = Set.of(OK, ONCE);
    assertThat(Ending.isReached(letters, settled, rows, journal)).isTrue();
    assertThat(Ending.isReached(letters, Set.of(OK), rows, journal)).isFalse();
    assertThat(Ending.isReached(letters, settled, rows, journal.subList(0, 5))).isFalse();

    replace("a", Optional.empty(), "");
    assertThat(Ending.isReached(letters, settled, rows, journal)).isFalse();
  }
}
