package io.haymaker.chaos.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.chaos.Counts;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bounded part of the killings that every build goes through. */
final class KillingsIT {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final int KILLS = 3;

  @TempDir Path folder;

  @Test
  void aRunWhoseProcessIsKilledAgainAndAgainEndsCleanAndMakesNothingTwice() throws Exception {
    var news = new ArrayList<String>();

    Killings.Outcome outcome =
        new Killings(new House(HOME), folder, 20_260_101, news::add).kill(KILLS);

    Counts.write("kills", "%d kills over %d runs".formatted(outcome.kills(), outcome.runs()));
    assertThat(outcome.wrong()).as(String.join("\n", news)).isEmpty();
    assertThat(outcome.kills()).isEqualTo(KILLS);
  }
}
