package io.haymaker.server;

import io.haymaker.server.access.AccessFilter;
import io.haymaker.server.access.KeysController;
import io.haymaker.server.docs.ApiDescription;
import io.haymaker.server.docs.DocsController;
import io.haymaker.server.endpoint.EndpointsController;
import io.haymaker.server.health.HealthController;
import io.haymaker.server.health.HealthDesk;
import io.haymaker.server.health.HostGauge;
import io.haymaker.server.health.InstanceHealthController;
import io.haymaker.server.health.PartsIndicator;
import io.haymaker.server.health.SystemController;
import io.haymaker.server.measure.Measuring;
import io.haymaker.server.replica.ContainersController;
import io.haymaker.server.replica.LogsController;
import io.haymaker.server.run.RunsController;
import io.haymaker.server.scaler.ScalersController;
import io.haymaker.server.telemetry.Telemetry;
import io.haymaker.server.watch.EventsController;
import io.haymaker.server.wire.BodyLimit;
import io.haymaker.server.wire.Connectors;
import io.haymaker.server.wire.Failures;
import io.haymaker.server.wire.Guard;
import io.haymaker.server.wire.ImagePaths;
import io.haymaker.server.wire.JsonBodies;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** The API, being served until it is closed. */
public final class HttpServer implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final ConfigurableApplicationContext context;

  private HttpServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Nothing is found by scanning: what is served stands here. */
  @SpringBootApplication(
      scanBasePackageClasses = HttpServer.Nothing.class,
      exclude = ErrorMvcAutoConfiguration.class)
  @Import({
    AccessFilter.class,
    ApiDescription.class,
    BodyLimit.class,
    Connectors.class,
    ContainersController.class,
    DocsController.class,
    EndpointsController.class,
    EventsController.class,
    Failures.class,
    Guard.class,
    HealthController.class,
    HealthDesk.class,
    ImagePaths.class,
    InstanceHealthController.class,
    JsonBodies.class,
    KeysController.class,
    LogsController.class,
    Measuring.class,
    PartsIndicator.class,
    RunsController.class,
    ScalersController.class,
    SystemController.class
  })
  static class Api {}

  /**
   * In a package of its own there would be nothing to scan; so there is nothing of Spring's here.
   */
  interface Nothing {}

  /**
   * Starts to serve. On return it answers.
   *
   * @param telemetry stays the caller's to close, after this
   * @throws IllegalArgumentException when the address or the port cannot be listened on
   */
  public static HttpServer start(ServerSettings settings, ServerWorld world, Telemetry telemetry) {
    // What it measures counts from here.
    var host = new HostGauge();
    // The log is the control plane's.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    try {
      return new HttpServer(
          new SpringApplicationBuilder(Api.class)
              .web(WebApplicationType.SERVLET)
              .registerShutdownHook(false)
              .properties(properties(settings))
              .initializers(
                  context -> {
                    var beans = (GenericApplicationContext) context;
                    beans.registerBean(ServerSettings.class, () -> settings);
                    beans.registerBean(ServerWorld.class, () -> world);
                    beans.registerBean(HostGauge.class, () -> host);
                    beans.registerBean(Clock.class, Clock::systemUTC);
                    beans.registerBean(ObservationRegistry.class, telemetry::observations);
                    telemetry
                        .meters()
                        .ifPresent(meters -> beans.registerBean(MeterRegistry.class, () -> meters));
                  })
              .run());
    } catch (RuntimeException e) {
      throw unservable(settings, e);
    }
  }

  private static RuntimeException unservable(ServerSettings settings, RuntimeException failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortInUseException || cause instanceof BindException) {
        return new IllegalArgumentException(
            "port %d of %s cannot be listened on: %s"
                .formatted(settings.port(), settings.bind(), cause.getMessage()),
            failure);
      }
    }
    return failure;
  }

  private static Map<String, Object> properties(ServerSettings settings) {
    return Map.ofEntries(
        Map.entry("server.address", settings.bind()),
        Map.entry("server.port", settings.port()),
        Map.entry("server.shutdown", "graceful"),
        Map.entry("spring.lifecycle.timeout-per-shutdown-phase", GRACE.toString()),
        Map.entry("spring.main.banner-mode", "off"),
        Map.entry("spring.main.lazy-initialization", true),
        Map.entry("spring.threads.virtual.enabled", true),
        Map.entry("spring.jmx.enabled", false),
        Map.entry("spring.web.resources.add-mappings", false),
        Map.entry("spring.jackson.property-naming-strategy", "SNAKE_CASE"),
        Map.entry("management.endpoints.web.exposure.include", "health,prometheus"),
        // Who sends more than we take still gets to read that.
        Map.entry("server.tomcat.max-swallow-size", "20MB"),
        Map.entry("spring.mvc.formcontent.filter.enabled", false),
        Map.entry("management.endpoint.health.probes.enabled", true),
        Map.entry("management.endpoint.health.group.readiness.include", "readinessState,parts"),
        // What is sent to a collector, and whether, is ours to say.
        Map.entry("management.otlp.metrics.export.enabled", false),
        Map.entry("springdoc.default-produces-media-type", "application/json"),
        Map.entry("springdoc.writer-with-order-by-keys", true),
        Map.entry("springdoc.api-docs.path", "/openapi.json"),
        Map.entry("springdoc.enable-default-api-docs", true),
        Map.entry("server.error.include-message", "never"));
  }

  /** The port that it listens on. */
  public int port() {
    return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer()).getPort();
  }

  /** Method and path of everything that it answers at, for the tests. */
  SortedSet<String> routes() {
    var routes = new TreeSet<String>();
    for (var mapping : context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values()) {
      for (RequestMappingInfo route : mapping.getHandlerMethods().keySet()) {
        var methods = route.getMethodsCondition().getMethods();
        for (String path : route.getPatternValues()) {
          methods.forEach(method -> routes.add(method + " " + path));
          if (methods.isEmpty()) {
            routes.add("ANY " + path);
          }
        }
      }
    }
    return routes;
  }

  /** Takes no more requests, lets those that run end within 20 seconds, and stops. */
  @Override
  public void close() {
    context.close();
  }
}
