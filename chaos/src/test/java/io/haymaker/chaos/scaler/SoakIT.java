package io.haymaker.chaos.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.chaos.Counts;
import io.haymaker.chaos.kill.House;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bounded part of the scaler's soak that every build goes through. */
final class SoakIT {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final SoakPlan PLAN = new SoakPlan(30, 2, 12, 20_260_101, Duration.ofMinutes(8));

  @TempDir Path folder;
  private SSLContext before;

  @BeforeEach
  void remember() throws Exception {
    before = SSLContext.getDefault();
  }

  @AfterEach
  void restore() {
    SSLContext.setDefault(before);
  }

  @Test
  void everyMessageGetsOneContainerAtATimeWhileServersAreKilledAndTheCloudIsUnderFaults()
      throws Exception {
    var news = new ArrayList<String>();

    try (var soak = new Soak(new House(HOME), folder, PLAN, news::add)) {
      Soak.Outcome outcome = soak.run();

      Counts.write(
          "soak",
          "%d messages, %d containers, %d kills"
              .formatted(outcome.messages(), outcome.containers(), outcome.kills()));
      assertThat(outcome.wrong()).as(String.join("\n", news)).isEmpty();
      assertThat(outcome.kills()).isEqualTo(PLAN.kills());
      assertThat(outcome.answers())
          .as("faults of every kind")
          .containsKeys(
              "PUT 400",
              "PUT 403",
              "PUT 409",
              "PUT 429",
              "PUT 503",
              "PUT 0",
              "DELETE 0",
              "DELETE 500");
    }
  }
}
