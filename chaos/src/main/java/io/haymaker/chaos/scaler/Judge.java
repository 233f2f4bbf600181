package io.haymaker.chaos.scaler;

import io.haymaker.chaos.scaler.Evidence.Asked;
import io.haymaker.chaos.scaler.Evidence.Entry;
import io.haymaker.chaos.scaler.Evidence.Mark;
import io.haymaker.chaos.scaler.Evidence.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says what was promised and not kept: one live container a message, none after the one that did
 * its work, every attempt on record, nothing left. Pure.
 */
final class Judge {
  /** A log that cannot be read keeps nothing alive; that it could not is on record then. */
  private static final String SAYS_SO = "the log could not be read";

  private final Evidence evidence;
  private final List<String> wrong = new ArrayList<>();
  private final Map<String, Row> byContainer = new HashMap<>();
  private final Map<String, List<Row>> byKey;

  private Judge(Evidence evidence) {
    this.evidence = evidence;
    evidence.rows().forEach(row -> byContainer.put(row.container(), row));
    byKey = evidence.rows().stream().collect(Collectors.groupingBy(Row::key));
  }

  /** What is wrong, in words; empty when all was kept. */
  static List<String> wrong(Evidence evidence) {
    var judge = new Judge(evidence);
    judge.oneAtATime();
    judge.groups();
    judge.evidence.letters().forEach(judge::letter);
    judge.refusals();
    judge.rows();
    judge.evidence.left().forEach(group -> judge.wrong.add("left over: " + group));
    return List.copyOf(judge.wrong);
  }

  private void oneAtATime() {
    evidence.doubles().forEach(key -> wrong.add("two groups at once for " + key));
    evidence.marks().stream()
        .filter(mark -> mark.what().equals("twice"))
        .forEach(mark -> wrong.add("two containers worked at once on " + mark.key()));
  }

  /** By the cloud's own record: no second name is taken on while the first was not deleted. */
  private void groups() {
    Map<String, Set<String>> present = new HashMap<>();
    for (Asked asked : evidence.asked()) {
      Row row = byContainer.get(asked.group());
      if (row == null) {
        if (asked.isMade()) {
          wrong.add("group %s was made and is on no record".formatted(asked.group()));
        }
        continue;
      }
      Set<String> groups = present.computeIfAbsent(row.key(), _ -> new HashSet<>());
      if (asked.isDeleted()) {
        groups.remove(asked.group());
      } else if (asked.isMade() && groups.add(asked.group()) && groups.size() > 1) {
        wrong.add("%s was made while another of %s was there".formatted(asked.group(), row.key()));
      }
    }
  }

  private void letter(Letter letter) {
    List<Row> rows = byKey.getOrDefault(letter.key(), List.of());
    List<String> marks =
        evidence.marks().stream()
            .filter(mark -> mark.key().equals(letter.key()))
            .map(Mark::what)
            .filter(what -> !what.equals("twice"))
            .toList();
    if (letter.fate() == Letter.Fate.BAD) {
      if (!rows.isEmpty() || !marks.isEmpty()) {
        wrong.add("%s is a bad message and got a container".formatted(letter.key()));
      }
      told("message_refused", letter);
    } else if (marks.contains("done")) {
      worked(letter, marks, rows);
    } else if (rows.size() == Ending.MOST_ATTEMPTS) {
      told("message_poison", letter);
    } else {
      wrong.add("%s is not done, after %d containers".formatted(letter.key(), rows.size()));
    }
    long begun = marks.stream().filter("begin"::equals).count();
    if (begun > rows.size()) {
      wrong.add(
          "%d containers worked on %s, %d are on record"
              .formatted(begun, letter.key(), rows.size()));
    }
  }

  private void worked(Letter letter, List<String> marks, List<Row> rows) {
    int done = marks.indexOf("done");
    List<String> later = marks.subList(done + 1, marks.size());
    if (later.contains("begin") || later.contains("done")) {
      wrong.add("%s got a container after it was done: %s".formatted(letter.key(), marks));
    }
    long well = rows.stream().filter(row -> row.how().equals(Optional.of("SUCCEEDED"))).count();
    if (well > 1) {
      wrong.add("%d containers of %s succeeded".formatted(well, letter.key()));
    }
  }

  private void told(String type, Letter letter) {
    long entries = evidence.journal().stream().filter(entry -> entry.tells(type, letter)).count();
    if (entries != 1) {
      wrong.add("%d entries of %s for %s".formatted(entries, type, letter.key()));
    }
  }

  /** A scaler that died with a refusal could not record it, but then the same was tried again. */
  private void refusals() {
    List<Asked> asked = evidence.asked();
    for (int i = 0; i < asked.size(); i++) {
      Asked refused = asked.get(i);
      if (!refused.isRefused()) {
        continue;
      }
      boolean again =
          asked.subList(i + 1, asked.size()).stream()
              .anyMatch(
                  next -> next.method().equals("PUT") && next.group().equals(refused.group()));
      Row row = byContainer.get(refused.group());
      boolean onRecord = row != null && row.how().equals(Optional.of("REFUSED"));
      if (!onRecord && !again) {
        wrong.add("a refusal of %s is on no record".formatted(refused.group()));
      }
    }
  }

  private void rows() {
    Set<String> journalled =
        evidence.journal().stream()
            .filter(entry -> entry.type().equals("container_ended"))
            .map(Entry::container)
            .collect(Collectors.toSet());
    for (Row row : evidence.rows()) {
      String name = "%s of %s".formatted(row.container(), row.key());
      if (row.how().isEmpty()) {
        wrong.add(name + " is still claimed");
        continue;
      }
      if (!journalled.contains(row.container())) {
        wrong.add(name + " ended and the journal does not say so");
      }
      if (row.how().get().equals("VANISHED")) {
        wrong.add(name + " is said to have vanished, and nobody removed it");
      }
      if (Set.of("SUCCEEDED", "FAILED").contains(row.how().get())
          && !row.log().contains("at work on " + row.key())
          && !row.log().startsWith(SAYS_SO)) {
        wrong.add("%s has lost its last words: %s".formatted(name, row.log()));
      }
    }
  }
}
