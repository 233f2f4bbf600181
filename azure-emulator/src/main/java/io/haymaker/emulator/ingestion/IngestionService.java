package io.haymaker.emulator.ingestion;

import io.haymaker.emulator.arm.ApiVersion;
import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Audience;
import io.haymaker.emulator.http.Door;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.http.Routes;
import io.haymaker.emulator.http.Service;
import io.haymaker.emulator.rbac.Authorizer;
import io.haymaker.emulator.rbac.Permission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The data collection endpoint. The order of its checks is: rule, right, rate, size, stream, rows.
 */
final class IngestionService implements Service {
  /** What the role Monitoring Metrics Publisher grants. */
  private static final Permission PUBLISH =
      new Permission.Data("Microsoft.Insights/Telemetry/Write");

  private final Cloud cloud;
  private final CollectionRules rules;
  private final IngestedRows rows;
  private final Authorizer authorizer;
  private final IngestionRate rate;
  private final Routes routes;

  IngestionService(Cloud cloud, CollectionRules rules, IngestedRows rows, Authorizer authorizer) {
    this.cloud = cloud;
    this.rules = rules;
    this.rows = rows;
    this.authorizer = authorizer;
    this.rate = new IngestionRate(cloud);
    this.routes =
        new Routes().on("POST", "/dataCollectionRules/{rule}/streams/{stream}", this::ingest);
  }

  @Override
  public String name() {
    return "ingestion";
  }

  @Override
  public Door door() {
    return Door.MONITOR;
  }

  @Override
  public boolean owns(Request request) {
    return true;
  }

  @Override
  public Set<Audience> audiences() {
    return Set.of(Audience.MONITOR);
  }

  @Override
  public Response handle(Request request) {
    return routes
        .handle(request)
        .orElseThrow(
            () ->
                new Refused(
                    501,
                    "NotEmulated",
                    "The emulator does not do "
                        + request.method()
                        + " "
                        + request.path()
                        + ": it has no Log Analytics and answers no query. What was ingested is at "
                        + cloud.endpoints().control()
                        + "/ingested."));
  }

  private Response ingest(Request request, Map<String, String> holes) {
    ApiVersion.require(request);
    String id = holes.getOrDefault("rule", "");
    ArmResource rule =
        rules
            .byImmutableId(id)
            .orElseThrow(
                () ->
                    new Refused(
                        404,
                        "NotFound",
                        "Data collection rule with immutable Id '" + id + "' not found."));
    if (!authorizer.allows(request.caller(), PUBLISH, rule.id().text())) {
      throw new Refused(
          403,
          "OperationFailed",
          "The client '"
              + request.caller().appId()
              + "' may not ingest for the data collection rule with immutable Id '"
              + id
              + "': it needs the role Monitoring Metrics Publisher on it.");
    }
    rate.take(id, request.body().length);
    byte[] body = IngestedBody.plain(request);
    Stream stream = Stream.of(rule, holes.getOrDefault("stream", ""));
    List<ObjectNode> taken = IngestedBody.rows(body).stream().map(stream::keep).toList();
    rows.add(rule, id, stream.name(), request.caller(), taken);
    return Response.empty(204);
  }
}
