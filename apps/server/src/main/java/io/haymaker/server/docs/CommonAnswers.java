package io.haymaker.server.docs;

import io.haymaker.server.wire.ErrorAnswer;
import io.haymaker.server.wire.Fault;
import io.haymaker.server.wire.OpenPaths;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** The errors that every operation can answer with, by what it takes and who may call it. */
final class CommonAnswers implements OpenApiCustomizer {
  private static final String JSON = "application/json";
  private static final String DETAIL = "Detail";
  private static final String FAULTS = "Faults";
  private static final String ERROR = "ErrorAnswer";

  @Override
  public void customise(OpenAPI api) {
    ModelConverters.getInstance(true).readAll(Fault.class).forEach(api.getComponents()::addSchemas);
    ModelConverters.getInstance(true)
        .readAll(ErrorAnswer.class)
        .forEach(api.getComponents()::addSchemas);
    api.getComponents().addSchemas(DETAIL, detail(new StringSchema()));
    api.getComponents().addSchemas(FAULTS, detail(new ArraySchema().items(reference("Fault"))));
    api.getPaths()
        .forEach(
            (path, item) -> item.readOperations().forEach(operation -> describe(path, operation)));
  }

  private static Schema<?> detail(Schema<?> form) {
    Schema<?> body = new ObjectSchema();
    body.addProperty("detail", form);
    body.setRequired(List.of("detail"));
    return body;
  }

  private static void describe(String path, Operation operation) {
    boolean ofRuns = path.startsWith("/api/v1/");
    String form = ofRuns ? ERROR : DETAIL;
    boolean takes = operation.getRequestBody() != null;
    boolean hasParameters = operation.getParameters() != null;
    if (takes || hasParameters) {
      add(operation, ofRuns ? "400" : "422", "what was sent cannot be", ofRuns ? ERROR : FAULTS);
    }
    if (takes) {
      add(operation, "413", "the body is too long", form);
    }
    if (hasParameters
        && operation.getParameters().stream()
            .anyMatch(parameter -> "path".equals(parameter.getIn()))) {
      add(operation, "404", "there is no such thing", form);
    }
    if (OpenPaths.ALL.contains(path)) {
      operation.setSecurity(List.of());
      return;
    }
    add(operation, "401", "no key, or none that opens anything", form);
    add(operation, "403", "the key's role does not cover this", form);
    add(operation, "503", "something that this needs does not answer", form);
  }

  private static void add(Operation operation, String status, String what, String schema) {
    operation
        .getResponses()
        .putIfAbsent(
            status,
            new ApiResponse()
                .description(what)
                .content(
                    new Content().addMediaType(JSON, new MediaType().schema(reference(schema)))));
  }

  private static Schema<Object> reference(String name) {
    var schema = new Schema<Object>();
    schema.set$ref("#/components/schemas/" + name);
    return schema;
  }
}
