package io.haymaker.main.view;

import io.haymaker.core.event.Journal;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.LedgerEntry.State;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunBooks;
import io.haymaker.core.run.ScenarioRun;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Looks at a run again and again, remembering how far it has read the journal. */
public final class RunWatch {
  private static final int PAGE = 500;

  private final RunBooks books;
  private final RunId id;
  private final Clock clock;
  private long read;
  private long events;

  public RunWatch(RunBooks books, RunId id, Clock clock) {
    this.books = books;
    this.id = id;
    this.clock = clock;
  }

  /** The run now, with the news since the last look. */
  public RunProgress look() {
    List<JournalEntry> news = news();
    Run run = books.runs().find(id).orElseThrow();
    List<LedgerEntry> book = books.ledger().ofRun(id);
    List<RunProgress.Line> lines =
        books.runs().scenarios(id).stream().map(scenario -> line(scenario, book)).toList();
    return new RunProgress(run, lines, news, events, clock.instant());
  }

  private List<JournalEntry> news() {
    var news = new ArrayList<JournalEntry>();
    List<Journal.Numbered> page;
    do {
      page = books.journal().ofRun(id, read, PAGE);
      for (Journal.Numbered numbered : page) {
        news.add(numbered.entry());
        read = numbered.number();
      }
    } while (page.size() == PAGE);
    events += news.size();
    return news;
  }

  private static RunProgress.Line line(ScenarioRun scenario, List<LedgerEntry> book) {
    List<LedgerEntry> own =
        book.stream()
            .filter(entry -> entry.scenario().filter(scenario.scenario()::equals).isPresent())
            .toList();
    return new RunProgress.Line(
        scenario,
        own.size(),
        count(
            own,
            entry ->
                entry.state() == State.REPORTED_DELETED || (entry.isGone() && !entry.forced())),
        count(own, entry -> entry.state() == State.FORCE_DELETED || entry.forced()));
  }

  private static int count(List<LedgerEntry> book, Predicate<LedgerEntry> wanted) {
    return (int) book.stream().filter(wanted).count();
  }
}
