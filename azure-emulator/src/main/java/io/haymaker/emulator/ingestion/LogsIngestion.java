package io.haymaker.emulator.ingestion;

import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceProvider;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Routes;
import io.haymaker.emulator.http.Service;
import io.haymaker.emulator.rbac.Authorizer;

/** Logs Ingestion of one emulator, as the composition plugs it in. */
public final class LogsIngestion {
  private final Cloud cloud;
  private final CollectionRules rules;
  private final IngestedRows rows;
  private final Authorizer authorizer;

  /** Logs Ingestion over these resources and roles. */
  public LogsIngestion(Cloud cloud, ResourceBook resources, Authorizer authorizer) {
    this.cloud = cloud;
    this.rules = new CollectionRules(cloud, resources);
    this.rows = new IngestedRows(cloud);
    this.authorizer = authorizer;
  }

  /** Data collection rules and endpoints, for Resource Manager. */
  public ResourceProvider provider() {
    return rules;
  }

  /** What stands behind the door of Azure Monitor. */
  public Service service() {
    return new IngestionService(cloud, rules, rows, authorizer);
  }

  /** What the control API gains: {@code GET /_emulator/ingested?rule=&stream=&after=N}. */
  public Routes controlRoutes() {
    return new Routes().on("GET", "/_emulator/ingested", (request, holes) -> rows.list(request));
  }
}
