package io.haymaker.azure.wire;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import io.haymaker.core.limit.Budget;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Resource Manager lets one principal ask of one subscription. Its buckets are per region,
 * too; ours are not, which errs on the safe side.
 *
 * @param principal who calls, in words that are the same in every replica
 * @param reads at once; 25 more flow in each second
 * @param writes at once; 10 more flow in each second
 * @param deletes at once; 10 more flow in each second
 */
public record ArmBudgets(String principal, int reads, int writes, int deletes) {

  private static final Pattern SUBSCRIPTION =
      Pattern.compile("^/+subscriptions/([^/]+)", Pattern.CASE_INSENSITIVE);

  private static final String RESOURCE_GRAPH = "/providers/microsoft.resourcegraph/resources";

  /**
   * The documented buckets (design/azure-facts.md 0), each a twentieth smaller: what is borrowed
   * may be spent half a second late, and an answer may be on its way.
   */
  public static ArmBudgets documented(String principal) {
    return new ArmBudgets(principal, 237, 190, 190);
  }

  /** A budget, and the header in which the service tells what remains of it. */
  record Charged(Budget budget, String remainingHeader) {}

  /** What a request is charged to. */
  Charged of(HttpRequest request) {
    String path = request.getUrl().getPath();
    if (path.toLowerCase(Locale.ROOT).endsWith(RESOURCE_GRAPH)) {
      // 15 queries in any 5 seconds, whatever the subscription (design/azure-facts.md 6): what is
      // in the bucket and what flows in meanwhile stay below that together.
      return new Charged(new Budget("graph/" + principal, 7, 1.5), "x-ms-user-quota-remaining");
    }
    HttpMethod method = request.getHttpMethod();
    if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
      return charged(path, "reads", reads, 25);
    }
    return method == HttpMethod.DELETE
        ? charged(path, "deletes", deletes, 10)
        : charged(path, "writes", writes, 10);
  }

  private Charged charged(String path, String verb, int size, double perSecond) {
    Matcher inside = SUBSCRIPTION.matcher(path);
    String where = inside.find() ? inside.group(1).toLowerCase(Locale.ROOT) : "tenant";
    return new Charged(
        new Budget("arm/%s/%s/%s".formatted(where, principal, verb), size, perSecond),
        "x-ms-ratelimit-remaining-%s-%s"
            .formatted(where.equals("tenant") ? "tenant" : "subscription", verb));
  }
}
