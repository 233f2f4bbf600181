package io.haymaker.postgres.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.core.cleanup.CleanupReport;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.AgentPlan;
import io.haymaker.core.run.RunReport;
import io.haymaker.testkit.store.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;

final class JsonTest {
  private static final String SECRET = "s3cret-of-somebody";

  record Holder(String name, SecretValue value) {}

  record OptionalHolder(Optional<SecretValue> value) {}

  static List<Object> holdersOfASecret() {
    var secret = new SecretValue(SECRET);
    return List.of(
        secret,
        new Holder("name", secret),
        new OptionalHolder(Optional.of(secret)),
        List.of(secret),
        Map.of("key", secret),
        new Object[] {secret});
  }

  @ParameterizedTest
  @MethodSource("holdersOfASecret")
  void aSecretIsNeverWritten(Object holder) {
    assertThatThrownBy(() -> Json.write(holder))
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining("secret is never written")
        .message()
        .doesNotContain(SECRET);
  }

  @Test
  void aSecretIsNeverRead() {
    assertThatThrownBy(() -> Json.read("\"text\"", SecretValue.class))
        .isInstanceOf(JacksonException.class);
  }

  @Test
  void namesAreInSnakeCaseAndIdsArePlainText() {
    var run = RunId.random();

    String json = Json.write(Samples.scenario(run, "one").plan());

    assertThat(json)
        .contains("\"agent_id\":\"agent-one\"")
        .contains("\"group\":\"/subscriptions/s1/resourceGroups/rg-one\"")
        .contains("\"container\":\"one-agent\"")
        .contains("\"run\":\"" + run + "\"")
        .contains("\"leave_behind\":1");
    assertThat(Json.read(json, AgentPlan.class)).isEqualTo(Samples.scenario(run, "one").plan());
  }

  @Test
  void aReportIsWrittenAsOutsideReadersGetIt() {
    var run = RunId.random();
    RunReport report = Samples.report(run, Samples.NOON);

    String json = Json.write(report);

    assertThat(json)
        .contains("\"run_id\":\"" + run + "\"")
        .contains("\"simulation_size\":\"small\"")
        .contains("\"status\":\"force_deletion_complete\"")
        .contains("\"started_at\":\"2026-03-01T12:00:00.123456Z\"")
        .contains("\"could_not_look\":[]");
    assertThat(Json.read(json, RunReport.class)).isEqualTo(report);
  }

  @Test
  void everyStatusOfACleanupComesBack() {
    for (var status : CleanupReport.Status.values()) {
      assertThat(Json.write(status)).isEqualTo("\"" + status.wireName() + "\"");
      assertThat(Json.read(Json.write(status), CleanupReport.Status.class)).isEqualTo(status);
    }
  }

  @Test
  void whatADatabaseCannotHoldIsReplaced() {
    assertThat(Json.writeMap(Map.of("k\u0000", "v\u0000\ud83d\ude00\ud83d")))
        .isEqualTo("{\"k\uFFFD\":\"v\uFFFD\ud83d\ude00\uFFFD\"}");
    assertThat(Columns.text("plain \ud83d\ude00 text")).isEqualTo("plain \ud83d\ude00 text");
  }
}
