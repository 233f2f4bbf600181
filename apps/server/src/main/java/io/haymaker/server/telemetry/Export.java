package io.haymaker.server.telemetry;

import io.haymaker.core.identity.SecretValue;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.ipc.http.HttpUrlConnectionSender;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpHttpMetricsSender;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What sends to the collector: spans in batches, metrics at an interval, each on a thread of its
 * own, which ends with the process.
 */
final class Export implements AutoCloseable {
  private static final String NAME = "io.haymaker";
  private static final String SERVICE = "service.name";
  private static final Duration BETWEEN_BATCHES = Duration.ofSeconds(2);

  private final Duration patience;
  private final Optional<SdkTracerProvider> spans;
  private final Optional<MeterRegistry> meters;

  private Export(
      Duration patience, Optional<SdkTracerProvider> spans, Optional<MeterRegistry> meters) {
    this.patience = patience;
    this.spans = spans;
    this.meters = meters;
  }

  static Export start(TelemetrySettings settings) {
    return new Export(
        settings.patience(),
        settings.traces().map(where -> spans(where, settings)),
        settings.metrics().map(where -> meters(where, settings)));
  }

  private static SdkTracerProvider spans(URI where, TelemetrySettings settings) {
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(where.toString())
            .setHeaders(() -> revealed(settings.headers()))
            .setConnectTimeout(settings.patience().dividedBy(2))
            .setTimeout(settings.patience())
            .setRetryPolicy(null)
            .build();
    return SdkTracerProvider.builder()
        .setResource(resource(settings))
        .addSpanProcessor(
            BatchSpanProcessor.builder(exporter)
                .setScheduleDelay(BETWEEN_BATCHES)
                .setExporterTimeout(settings.patience())
                .build())
        .build();
  }

  private static Resource resource(TelemetrySettings settings) {
    var attributes = Attributes.builder();
    settings
        .attributes()
        .forEach((key, value) -> attributes.put(AttributeKey.stringKey(key), value));
    attributes.put(AttributeKey.stringKey(SERVICE), settings.service());
    return Resource.getDefault().merge(Resource.create(attributes.build()));
  }

  private static Map<String, String> revealed(Map<String, SecretValue> headers) {
    return headers.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, header -> header.getValue().reveal()));
  }

  private static MeterRegistry meters(URI where, TelemetrySettings settings) {
    return OtlpMeterRegistry.builder(new Reporting(where, settings))
        .clock(Clock.SYSTEM)
        .metricsSender(
            new OtlpHttpMetricsSender(
                new HttpUrlConnectionSender(settings.patience().dividedBy(2), settings.patience())))
        .build();
  }

  /** Makes a span of each observation; those of requests belong to the trace of their caller. */
  Optional<ObservationHandler<Observation.Context>> handler() {
    return spans.map(
        provider -> {
          var otel = provider.get(NAME);
          var tracer = new OtelTracer(otel, new OtelCurrentTraceContext(), _ -> {});
          var propagator =
              new OtelPropagator(
                  ContextPropagators.create(W3CTraceContextPropagator.getInstance()), otel);
          return new ObservationHandler.FirstMatchingCompositeObservationHandler(
              new PropagatingReceiverTracingObservationHandler<>(tracer, propagator),
              new DefaultTracingObservationHandler(tracer));
        });
  }

  Optional<MeterRegistry> meters() {
    return meters;
  }

  @Override
  public void close() {
    spans.ifPresent(
        provider -> provider.shutdown().join(patience.toMillis(), TimeUnit.MILLISECONDS));
    meters.ifPresent(MeterRegistry::close);
  }

  /** How metrics are reported; nothing is read from the environment here. */
  private record Reporting(URI where, TelemetrySettings settings) implements OtlpConfig {
    @Override
    public @Nullable String get(String key) {
      return null;
    }

    @Override
    public String url() {
      return where.toString();
    }

    @Override
    public Duration step() {
      return settings.interval();
    }

    @Override
    public Map<String, String> headers() {
      return revealed(settings.headers());
    }

    @Override
    public Map<String, String> resourceAttributes() {
      var all = new HashMap<>(settings.attributes());
      all.put(SERVICE, settings.service());
      return all;
    }
  }
}
