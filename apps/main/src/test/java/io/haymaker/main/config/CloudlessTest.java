package io.haymaker.main.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.health.HealthSettings;
import io.haymaker.core.health.HealthThresholds;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.replica.AutoscaleSettings;
import io.haymaker.server.telemetry.TelemetrySettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A server needs no cloud; but half a cloud is a mistake. */
class CloudlessTest {
  private static Resolution whatIs(Map<String, String> environment) {
    return new Resolver(
            environment, Optional.empty(), _ -> Optional.empty(), Resolver.Cloud.WHERE_NAMED)
        .resolve();
  }

  @Test
  void aCloudThatNothingNamesIsNotMissed() {
    Resolution bare =
        whatIs(
            Map.of(
                "POSTGRES_URL", "jdbc:postgresql://h/d",
                "POSTGRES_USER", "u",
                "POSTGRES_PASSWORD", "p",
                "SIMULATION_SIZE", "large"));
    assertThat(bare.problems()).isEmpty();
    assertThat(bare.hasCloud()).isFalse();
    assertThat(new Assembler(bare.values()).premises().database().orElseThrow().password())
        .hasValueSatisfying(password -> assertThat(password.reveal()).isEqualTo("p"));
  }

  @Test
  void aCloudThatIsNamedInPartIsNeededWhole() {
    Resolution part = whatIs(Map.of("LOCATION", "eastus2"));
    assertThat(part.hasCloud()).isTrue();
    assertThat(part.problems()).extracting(Problem::setting).contains("AZURE_TENANT_ID");
  }

  @Test
  void withoutACloudWhatIsWrongIsStillTold() {
    assertThat(whatIs(Map.of("SIMULATION_SIZE", "huge", "POSTGRES_URL", "x")).problems())
        .extracting(Problem::setting)
        .containsExactly("SIMULATION_SIZE", "POSTGRES_URL");
  }

  @Test
  void aCollectorIsNamedAsItsManualSays() {
    Resolution set =
        whatIs(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector.example/otlp/",
                "OTEL_EXPORTER_OTLP_HEADERS", "api-key=a%2Cb+c, x-scope = one",
                "OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=prod",
                "OTEL_METRICS_EXPORTER", "none"));
    assertThat(set.problems()).isEmpty();
    TelemetrySettings telemetry = new Assembler(set.values()).premises().telemetry().orElseThrow();
    assertThat(telemetry.traces()).contains(URI.create("https://collector.example/otlp/v1/traces"));
    assertThat(telemetry.metrics()).isEmpty();
    assertThat(telemetry.service()).isEqualTo("haymaker");
    assertThat(telemetry.attributes()).containsEntry("deployment.environment.name", "prod");
    assertThat(telemetry.headers().get("api-key"))
        .extracting(SecretValue::reveal)
        .isEqualTo("a,b+c");
    assertThat(telemetry.headers().get("x-scope")).extracting(SecretValue::reveal).isEqualTo("one");
    assertThat(telemetry.toString()).doesNotContain("a,b+c");
  }

  @Test
  void whatIsWrongAboutACollectorIsToldWithoutRepeatingIt() {
    Resolution wrong =
        whatIs(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318",
                "OTEL_EXPORTER_OTLP_HEADERS", "hush",
                "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"));
    assertThat(wrong.problems())
        .extracting(Problem::setting)
        .containsExactlyInAnyOrder(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "OTEL_EXPORTER_OTLP_HEADERS",
            "OTEL_EXPORTER_OTLP_PROTOCOL");
    assertThat(wrong.problems()).noneMatch(problem -> problem.line().contains("hush"));
  }

  @Test
  void withoutACollectorNothingIsSent() {
    assertThat(new Assembler(whatIs(Map.of()).values()).premises().telemetry()).isEmpty();
  }

  @Test
  void theNumberOfContainersFollowsTheLoadAsItIsSet() {
    Resolution set =
        whatIs(
            Map.of(
                "AUTOSCALE_TARGET_PERCENT", "60",
                "AUTOSCALE_SAMPLES", "5",
                "AUTOSCALE_DOWN_COOLDOWN", "10m",
                "HEALTH_INTERVAL_SECONDS", "600"));
    assertThat(set.problems()).isEmpty();
    ManagedSettings managed = new Assembler(set.values()).premises().managed();
    assertThat(managed.scaling())
        .as("five samples, ten minutes apart, must fit into what counts")
        .isEqualTo(
            new AutoscaleSettings(
                60, 10, 5, Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(70)));
  }

  @Test
  void whatWouldSwingForEverIsTold() {
    assertThat(
            whatIs(
                    Map.of(
                        "AUTOSCALE_TARGET_PERCENT", "20",
                        "AUTOSCALE_HYSTERESIS_PERCENT", "20"))
                .problems())
        .extracting(Problem::setting)
        .containsExactly("AUTOSCALE_HYSTERESIS_PERCENT");
  }

  @Test
  void healthIsWatchedAsItIsSet() {
    Resolution set =
        whatIs(
            Map.of(
                "HEALTH_INTERVAL_SECONDS", "15",
                "HEALTH_RETENTION_DAYS", "30",
                "HEALTH_WARNING_PERCENT", "60.5",
                "HEALTH_CRITICAL_PERCENT", "80"));
    assertThat(set.problems()).isEmpty();
    assertThat(new Assembler(set.values()).premises().managed().health())
        .isEqualTo(new HealthSettings(Duration.ofSeconds(15), 30, new HealthThresholds(60.5, 80)));
    assertThat(new Assembler(whatIs(Map.of()).values()).premises().managed().health())
        .as("where nothing is set")
        .isEqualTo(new HealthSettings(Duration.ofMinutes(1), 7, new HealthThresholds(75, 90)));
  }

  @Test
  void whatWouldBeCriticalBeforeItIsAWarningIsTold() {
    assertThat(whatIs(Map.of("HEALTH_CRITICAL_PERCENT", "70")).problems())
        .as("a warning comes at 75 where nothing is set")
        .extracting(Problem::setting)
        .containsExactly("HEALTH_CRITICAL_PERCENT");
    assertThat(
            whatIs(Map.of("HEALTH_WARNING_PERCENT", "70", "HEALTH_CRITICAL_PERCENT", "70"))
                .problems())
        .isEmpty();
  }
}
