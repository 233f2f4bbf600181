package io.haymaker.azure.validation;

import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import tools.jackson.databind.JsonNode;

/**
 * The directory has room for the run's applications and service principals. Not every directory
 * tells, and not everybody may ask.
 */
final class ObjectQuotaCheck implements Check {
  /** An application and its service principal; both count until they are purged. */
  private static final int OBJECTS_PER_AGENT = 2;

  private final Rest graph;

  ObjectQuotaCheck(Rest graph) {
    this.graph = graph;
  }

  @Override
  public String name() {
    return "directory-quota";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    Reply reply = graph.get("/v1.0/organization?$select=id,directorySizeQuota");
    JsonNode quota =
        reply instanceof Reply.Answer answer && answer.isGood()
            ? answer.body().path("value").path(0).path("directorySizeQuota")
            : Json.read(null);
    if (!quota.path("used").isNumber() || !quota.path("total").isNumber()) {
      return new Finding(
          Verdict.NOT_APPLICABLE, "the directory does not tell its quota of objects", "");
    }
    long free = quota.path("total").asLong() - quota.path("used").asLong();
    long needed = (long) undertaking.agents() * OBJECTS_PER_AGENT;
    String sum = "%d objects are needed, %d are free".formatted(needed, free);
    return needed <= free
        ? Finding.passed(sum)
        : Finding.failed(
            sum, "purge deleted applications, ask for a larger directory, or choose a smaller run");
  }
}
