package io.haymaker.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.haymaker.core.chore.LookWatcher;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.ownership.RunId;
import io.haymaker.server.telemetry.Telemetry;
import io.haymaker.server.telemetry.TelemetrySettings;
import io.haymaker.testkit.telemetry.FakeCollector;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a collector hears of the server's work. */
class TelemetryTest {
  private static final String PARENT = "4bf92f3577b34da6a3ce929d0e0e4736";

  private static TelemetrySettings settings(FakeCollector collector, Duration patience) {
    return new TelemetrySettings(
        Optional.of(collector.address().resolve("/v1/traces")),
        Optional.of(collector.address().resolve("/v1/metrics")),
        Map.of("x-key", new SecretValue("hidden")),
        "farm",
        Map.of("deployment.environment.name", "test"),
        Duration.ofHours(1),
        patience);
  }

  /** Everything that came until the export was closed. */
  private static final class Heard {
    final Map<String, Span> spans = new HashMap<>();
    final Map<String, Metric> metrics = new HashMap<>();
    final Map<String, String> resource = new HashMap<>();

    Heard(List<FakeCollector.Report> reports) throws InvalidProtocolBufferException {
      for (FakeCollector.Report report : reports) {
        assertThat(report.key()).contains("hidden");
        var attributes = new ArrayList<KeyValue>();
        if (report.path().equals("/v1/traces")) {
          for (var one :
              ExportTraceServiceRequest.parseFrom(report.body()).getResourceSpansList()) {
            attributes.addAll(one.getResource().getAttributesList());
            one.getScopeSpansList()
                .forEach(
                    scope -> scope.getSpansList().forEach(span -> spans.put(span.getName(), span)));
          }
        } else {
          assertThat(report.path()).isEqualTo("/v1/metrics");
          for (var one :
              ExportMetricsServiceRequest.parseFrom(report.body()).getResourceMetricsList()) {
            attributes.addAll(one.getResource().getAttributesList());
            one.getScopeMetricsList()
                .forEach(
                    scope ->
                        scope
                            .getMetricsList()
                            .forEach(metric -> metrics.put(metric.getName(), metric)));
          }
        }
        attributes.forEach(one -> resource.put(one.getKey(), one.getValue().getStringValue()));
      }
    }

    Span span(String name) {
      return Objects.requireNonNull(spans.get(name), name);
    }

    String attribute(String span, String key) {
      return span(span).getAttributesList().stream()
          .filter(one -> one.getKey().equals(key))
          .map(one -> one.getValue().getStringValue())
          .findFirst()
          .orElse("");
    }
  }

  @Test
  void itHearsOfRequestsChoresAndRunsByTheirNames() throws Exception {
    var run = new RunId(UUID.randomUUID());
    try (var collector = new FakeCollector()) {
      try (Telemetry telemetry =
              Telemetry.start(Optional.of(settings(collector, Duration.ofMinutes(1))));
          var api = new Served(telemetry)) {
        api.get("/registry/endpoints/none", "traceparent", "00-" + PARENT + "-00f067aa0ba902b7-01");
        api.get("/api/v1/runs/" + run);
        LookWatcher looks = telemetry.looks(_ -> Optional.of("monitoring"));
        assertThat(looks.<String>chore("sweep", () -> "swept")).isEqualTo("swept");
        assertThatThrownBy(
                () ->
                    looks.run(
                        run,
                        () -> {
                          throw new IllegalStateException("lost");
                        }))
            .isInstanceOf(IllegalStateException.class);
      }
      var heard = new Heard(collector.all());
      assertThat(heard.resource)
          .containsEntry("service.name", "farm")
          .containsEntry("deployment.environment.name", "test");
      assertThat(heard.spans)
          .containsKeys("http get /api/v1/runs/{id}", "chore sweep", "run monitoring");
      assertThat(heard.attribute("run monitoring", "run_id")).isEqualTo(run.toString());
      assertThat(heard.span("run monitoring").getStatus().getCodeValue()).isEqualTo(2);
      assertThat(heard.spans.values())
          .as("who calls has a trace of its own, which the request belongs to")
          .anyMatch(span -> hex(span.getTraceId().toByteArray()).equals(PARENT));
      assertThat(heard.metrics)
          .containsKeys(
              "http.server.requests", "haymaker.test", "haymaker.chore", "haymaker.run.look");
    }
  }

  @Test
  void oneThatHangsKeepsNobodyWaitingAndTheServerEnds() throws Exception {
    try (var collector = new FakeCollector()) {
      collector.hang();
      try (Telemetry telemetry =
              Telemetry.start(Optional.of(settings(collector, Duration.ofSeconds(2))));
          var api = new Served(telemetry)) {
        LookWatcher looks = telemetry.looks(_ -> Optional.empty());
        for (int time = 0; time < 5000; time++) {
          looks.chore("sweep", () -> "swept");
        }
        assertThat(api.get("/health").status()).isEqualTo(200);
        assertThat(collector.hears("/v1/traces", Duration.ofMinutes(2))).isTrue();
      }
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
