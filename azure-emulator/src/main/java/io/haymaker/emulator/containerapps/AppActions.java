package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ProviderCall;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Starting and stopping apps, and what can be read of their revisions and replicas. */
final class AppActions {

  private final Cloud cloud;
  private final ResourceBook resources;
  private final WorkloadSecrets secrets;
  private final AppBook book;
  private final AppViews views;
  private final ReplicaPlanner planner;
  private final AppRunner runner;

  AppActions(
      Cloud cloud,
      ResourceBook resources,
      WorkloadSecrets secrets,
      AppBook book,
      AppViews views,
      ReplicaPlanner planner,
      AppRunner runner) {
    this.cloud = cloud;
    this.resources = resources;
    this.secrets = secrets;
    this.book = book;
    this.views = views;
    this.planner = planner;
    this.runner = runner;
  }

  /** Answers if the call is one of these. */
  Optional<Response> handle(ProviderCall call) {
    if (call.is("POST", "containerApps", "*", "*")) {
      return act(call, call.tail().get(2).toLowerCase(Locale.ROOT));
    }
    if (call.is("GET", "containerApps", "*", "revisions")) {
      return Optional.of(list(book.revisions(app(call).id()).stream().map(views::view).toList()));
    }
    if (call.is("GET", "containerApps", "*", "revisions", "*")) {
      return Optional.of(Response.json(200, views.view(revision(call))));
    }
    if (call.is("POST", "containerApps", "*", "revisions", "*", "*")) {
      return revise(call, call.tail().get(4).toLowerCase(Locale.ROOT));
    }
    if (call.is("GET", "containerApps", "*", "revisions", "*", "replicas")) {
      Revision revision = revision(call);
      String container = revision.container().name();
      return Optional.of(
          list(replicas(revision).stream().map(one -> one.view(container)).toList()));
    }
    if (call.is("GET", "containerApps", "*", "revisions", "*", "replicas", "*")) {
      Revision revision = revision(call);
      String name = call.tail().get(5);
      return Optional.of(
          replicas(revision).stream()
              .filter(replica -> replica.name().equals(name))
              .findFirst()
              .map(replica -> Response.json(200, replica.view(revision.container().name())))
              .orElseThrow(() -> AppErrors.notFound("replica", name)));
    }
    return Optional.empty();
  }

  private Optional<Response> act(ProviderCall call, String action) {
    return switch (action) {
      case "start", "stop" -> {
        ArmResource app = app(call);
        change(app.id(), id -> book.stopped(id, action.equals("stop")));
        yield Optional.of(Response.json(200, view(app)));
      }
      case "listsecrets" -> {
        ArmResource app = app(call);
        yield Optional.of(
            Response.json(200, secrets.list(app.id(), app.properties().path("configuration"))));
      }
      default -> Optional.empty();
    };
  }

  private ObjectNode view(ArmResource app) {
    ObjectNode view = app.document().deepCopy();
    view.put("id", app.id().text());
    view.put("name", app.id().name());
    view.put("type", app.id().type());
    views.complete(app, Json.child(view, "properties").put("provisioningState", "Succeeded"));
    return view;
  }

  private Optional<Response> revise(ProviderCall call, String action) {
    Revision revision = revision(call);
    switch (action) {
      case "activate", "deactivate" ->
          change(
              revision.app(),
              _ -> book.put(revision.active(action.equals("activate"), cloud.clock().instant())));
      case "restart" ->
          change(
              revision.app(),
              _ -> replicas(revision).forEach(one -> book.change(one.name(), Replica::ending)));
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(Response.empty(200));
  }

  /** Writes, plans what follows from it, and does that once it is durable. */
  private void change(ResourceId app, Consumer<ResourceId> write) {
    cloud
        .store()
        .atomically(
            () -> {
              write.accept(app);
              return planner.plan(app);
            });
    runner.follow(app);
  }

  private List<Replica> replicas(Revision revision) {
    return book.replicas(revision.app(), revision.name());
  }

  private ArmResource app(ProviderCall call) {
    ResourceId id = call.resource(1);
    return resources
        .find(id)
        .filter(app -> app.goneAt().isEmpty())
        .orElseThrow(() -> AppErrors.notFound("container app", id.text()));
  }

  private Revision revision(ProviderCall call) {
    String name = call.tail().get(3);
    return book.revision(app(call).id(), name)
        .orElseThrow(() -> AppErrors.notFound("revision", name));
  }

  private static Response list(List<ObjectNode> items) {
    ArrayNode value = Json.array();
    items.forEach(value::add);
    return Response.json(200, Json.object().set("value", value));
  }
}
