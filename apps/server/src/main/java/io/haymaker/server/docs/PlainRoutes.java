package io.haymaker.server.docs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** What is served by libraries, and so has no controller of ours to describe it. */
final class PlainRoutes implements OpenApiCustomizer {
  private static final String WATCHING = "watching";

  @Override
  public void customise(OpenAPI api) {
    add(api, "/actuator", "What there is below.", "application/json");
    add(api, "/actuator/health", "Whether all is well, in short.", "application/json");
    add(api, "/actuator/health/liveness", "Whether it lives.", "application/json");
    add(api, "/actuator/health/readiness", "Whether it takes requests.", "application/json");
    add(api, "/actuator/prometheus", "Metrics for Prometheus.", "text/plain");
    add(api, "/openapi.json", "This document.", "application/json");
    add(api, "/openapi.json.yaml", "This document as YAML.", "application/vnd.oai.openapi");
    add(api, "/docs", "A page that shows this document.", "text/html");
  }

  private static void add(OpenAPI api, String path, String what, String form) {
    Operation operation =
        new Operation()
            .summary(what)
            .tags(List.of(WATCHING))
            .responses(
                new ApiResponses()
                    .addApiResponse(
                        "200",
                        new ApiResponse()
                            .description("OK")
                            .content(
                                new Content()
                                    .addMediaType(form, new MediaType().schema(new Schema<>())))));
    api.getPaths().addPathItem(path, new PathItem().get(operation));
  }
}
