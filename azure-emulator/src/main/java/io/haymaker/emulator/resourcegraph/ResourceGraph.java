package io.haymaker.emulator.resourcegraph;

import io.haymaker.emulator.arm.GroupBook;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Audience;
import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.http.Service;
import io.haymaker.emulator.rbac.Authorizer;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /providers/Microsoft.ResourceGraph/resources}. Any principal may ask; it sees what it
 * may read. Has to be registered before Resource Manager, whose paths these are.
 */
public final class ResourceGraph implements Service {

  private final Cloud cloud;
  private final InventoryRows rows;
  private final QueryQuota quota = new QueryQuota();

  /** The inventory of the cloud's resources. */
  public ResourceGraph(
      Cloud cloud, GroupBook groups, ResourceBook resources, Authorizer authorizer) {
    this.cloud = cloud;
    this.rows = new InventoryRows(cloud, groups, resources, authorizer);
  }

  @Override
  public String name() {
    return "resource-graph";
  }

  @Override
  public boolean owns(Request request) {
    return request.under("providers", "Microsoft.ResourceGraph");
  }

  @Override
  public Set<Audience> audiences() {
    return Set.of(Audience.ARM);
  }

  @Override
  public Response handle(Request request) {
    boolean query =
        request.under("providers", "Microsoft.ResourceGraph", "resources")
            && request.segments().size() == 3
            && request.method().equals("POST");
    if (!query) {
      throw new Refused(
          404,
          "NotFound",
          "Resource Graph does not answer " + request.method() + " " + request.path() + ".");
    }
    int left = quota.take(request.caller().objectId(), cloud.clock().instant());
    if (left < 0 && cloud.settings().now().throttling()) {
      throw Refused.with(
          withQuota(Response.error(429, "RateLimiting", "Please retry after five seconds."), 0)
              .with("Retry-After", String.valueOf(QueryQuota.WINDOW.toSeconds())));
    }
    return withQuota(
        Response.json(200, answer(request.json(), request.caller())), Math.max(left, 0));
  }

  private ObjectNode answer(ObjectNode body, Caller caller) {
    checkScope(body);
    JsonNode options = body.path("options");
    String format = Json.string(options, "resultFormat").orElse("objectArray");
    if (!format.equals("objectArray")) {
      throw new Refused(
          400,
          "BadRequest",
          "The resultFormat '" + format + "' is not supported: use objectArray.");
    }
    String text =
        Json.string(body, "query")
            .orElseThrow(() -> new Refused(400, "BadRequest", "Query text is missing."));
    QueryPage page = QueryPage.of(options, text);
    KqlQuery query = parsed(text);
    List<ObjectNode> result = KqlRunner.run(query, rows.of(query.table(), caller));
    return page.answer(result);
  }

  private void checkScope(ObjectNode body) {
    if (!body.path("managementGroups").isEmpty()) {
      throw new Refused(
          400, "BadRequest", "managementGroups are not supported: name subscriptions.");
    }
    JsonNode subscriptions = body.path("subscriptions");
    boolean ours =
        subscriptions.isEmpty()
            || subscriptions
                .valueStream()
                .anyMatch(id -> id.asString("").equalsIgnoreCase(cloud.subscriptionId()));
    if (!ours) {
      throw new Refused(
          400,
          "BadRequest",
          "There must be at least one subscription that is eligible to contain resources"
              + " (NoValidSubscriptionsInQueryRequest). Given: "
              + subscriptions);
    }
  }

  private static KqlQuery parsed(String text) {
    try {
      return KqlParser.parse(text);
    } catch (KqlRefusal refusal) {
      ObjectNode body = Json.object();
      ObjectNode error = body.putObject("error");
      error.put("code", "BadRequest");
      error.put("message", "Query is invalid: " + refusal.getMessage());
      error
          .putArray("details")
          .addObject()
          .put("code", "ParserFailure")
          .put("message", String.valueOf(refusal.getMessage()))
          .put("characterPosition", refusal.position());
      throw Refused.with(Response.json(400, body).with("x-ms-error-code", "BadRequest"));
    }
  }

  private static Response withQuota(Response response, int left) {
    return response
        .with("x-ms-user-quota-remaining", String.valueOf(left))
        .with("x-ms-user-quota-resets-after", "00:00:05");
  }
}
