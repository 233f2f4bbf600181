package io.haymaker.azure.resource;

import com.azure.resourcemanager.resourcegraph.models.QueryRequest;
import com.azure.resourcemanager.resourcegraph.models.QueryRequestOptions;
import com.azure.resourcemanager.resourcegraph.models.QueryResponse;
import com.azure.resourcemanager.resourcegraph.models.ResourceProviders;
import com.azure.resourcemanager.resourcegraph.models.ResultFormat;
import com.azure.resourcemanager.resourcegraph.models.ResultTruncated;
import io.haymaker.azure.wire.Answers;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Inventory;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The inventory of Azure Resource Graph over all subscriptions. */
public final class GraphInventory implements Inventory {

  private static final int PAGE = 1000;
  private static final int MOST_PAGES = 1000;

  /** Keeps one query short; Resource Graph refuses very long ones. */
  private static final int GROUPS_PER_QUERY = 40;

  private final ResourceProviders graph;
  private final List<String> subscriptions;

  public GraphInventory(ResourceProviders graph, List<String> subscriptions) {
    this.graph = graph;
    this.subscriptions = List.copyOf(subscriptions);
  }

  @Override
  public Listing<Resource> ofRun(InstallationId installation, RunId run) {
    Listing<Resource> groups = query(Kql.groups(installation, run));
    if (!(groups instanceof Listing.Complete<Resource>(List<Resource> ours))) {
      return groups;
    }
    Listing<Resource> all = groups.and(query(Kql.resources(installation, run)));
    List<ResourceId> ids = ours.stream().map(Resource::id).toList();
    for (int from = 0; from < ids.size(); from += GROUPS_PER_QUERY) {
      int to = Math.min(from + GROUPS_PER_QUERY, ids.size());
      all = all.and(query(Kql.inside(ids.subList(from, to))));
    }
    return switch (all) {
      case Listing.Complete<Resource>(List<Resource> items) -> Listing.complete(once(items));
      case Listing.CouldNotLook<Resource> failed -> failed;
    };
  }

  @Override
  public Listing<Resource> managed() {
    return query(Kql.managedGroups()).and(query(Kql.managedResources()));
  }

  /** What is tagged and lies in a group of ours is found twice. */
  private static List<Resource> once(List<Resource> found) {
    var byId = new TreeMap<ResourceId, Resource>();
    found.forEach(resource -> byId.putIfAbsent(resource.id(), resource));
    return List.copyOf(byId.values());
  }

  private Listing<Resource> query(String kql) {
    var rows = new ArrayList<Resource>();
    @Nullable String skipToken = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      var options =
          new QueryRequestOptions().withTop(PAGE).withResultFormat(ResultFormat.OBJECT_ARRAY);
      if (skipToken != null) {
        options.withSkipToken(skipToken);
      }
      QueryResponse response;
      try {
        response =
            graph.resources(
                new QueryRequest()
                    .withSubscriptions(subscriptions)
                    .withQuery(kql)
                    .withOptions(options));
      } catch (RuntimeException thrown) {
        return Answers.listing(Answers.reply(thrown));
      }
      if (!(response.data() instanceof List<?> data)) {
        return Listing.couldNotLook("UnreadableAnswer", "the inventory answered no rows");
      }
      for (Object row : data) {
        Optional<Resource> resource = resource(row);
        if (resource.isEmpty()) {
          return Listing.couldNotLook("UnreadableAnswer", "the inventory's row has no id");
        }
        rows.add(resource.get());
      }
      skipToken = response.skipToken();
      if (skipToken == null || skipToken.isEmpty()) {
        return response.resultTruncated() == ResultTruncated.TRUE
            ? Listing.couldNotLook("Truncated", "the inventory cut its answer off")
            : Listing.complete(rows);
      }
    }
    return Listing.couldNotLook("TooManyPages", "the inventory does not come to an end");
  }

  private static Optional<Resource> resource(Object row) {
    if (!(row instanceof Map<?, ?> columns) || !(columns.get("id") instanceof String id)) {
      return Optional.empty();
    }
    return Optional.of(
        new Resource(ResourceId.of(id), tags(columns.get("tags")), managedBy(columns), Set.of()));
  }

  private static Map<String, String> tags(@Nullable Object value) {
    var tags = new LinkedHashMap<String, String>();
    if (value instanceof Map<?, ?> members) {
      members.forEach((name, text) -> tags.put(String.valueOf(name), String.valueOf(text)));
    }
    return tags;
  }

  private static Optional<ResourceId> managedBy(Map<?, ?> columns) {
    return columns.get("managedBy") instanceof String text && text.startsWith("/subscriptions/")
        ? Optional.of(ResourceId.of(text))
        : Optional.empty();
  }
}
