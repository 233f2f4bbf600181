package io.haymaker.docker.engine;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.docker.BoundedCall;
import io.haymaker.docker.EngineAnswers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes an older manager's container ours: it is set aside under another name, stopped, made anew
 * under its name, and removed when the new one is there. The other name tells whether it ran, so
 * that whoever adopts it again after a crash goes on from any step.
 */
final class Adopter {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int GRACE_SECONDS = 10;
  private static final Pattern SET_ASIDE =
      Pattern.compile("(?<name>.+)\\.(?<how>ran|stood)-[0-9a-f]{12}");

  /** An old container, and what has to come of it. */
  private record Old(String id, String name, boolean ran, JsonNode settings) {
    String asideName() {
      return "%s.%s-%s".formatted(name, ran ? "ran" : "stood", id.substring(0, 12));
    }
  }

  private final EngineHttp http;
  private final EngineSettings settings;
  private final InstanceReader reader;
  private final Clock clock;

  Adopter(EngineHttp http, EngineSettings settings, InstanceReader reader, Clock clock) {
    this.http = http;
    this.settings = settings;
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * @param foreign known to be foreign
   */
  Outcome<Instance> adopt(Container foreign) {
    Look<Old> old =
        EngineAnswers.look(
            () ->
                BoundedCall.within(
                    settings.lookWithin(),
                    () -> old(get("/containers/%s/json".formatted(foreign.getId())))));
    return switch (old) {
      case Look.Found<Old>(Old there) -> replace(there);
      case Look.Absent<Old> _ ->
          Outcome.refused(ContainerEngine.NOT_FOUND, "it is not there any more");
      case Look.CouldNotLook<Old>(Problem problem) -> new Outcome.Busy<>(problem, Optional.empty());
    };
  }

  private static Old old(JsonNode inspected) {
    String name = inspected.path("Name").asString("/").substring(1);
    Matcher aside = SET_ASIDE.matcher(name);
    boolean isAside = aside.matches();
    return new Old(
        inspected.path("Id").asString(""),
        isAside ? aside.group("name") : name,
        isAside
            ? aside.group("how").equals("ran")
            : inspected.path("State").path("Running").asBoolean(false),
        inspected);
  }

  private Outcome<Instance> replace(Old old) {
    var adopted = new AdoptedSettings(old.settings());
    Optional<String> objection = adopted.objection();
    if (objection.isPresent()) {
      return Outcome.refused("NotAdoptable", objection.get());
    }
    Outcome<InstanceId> made =
        step(
            () -> {
              setAside(old);
              return ours(old).orElseGet(() -> make(old, adopted));
            });
    Outcome<InstanceId> started =
        made.then(id -> old.ran() ? step(() -> begin(id)) : Outcome.done(id));
    if (started instanceof Outcome.Refused<InstanceId>(Problem problem)) {
      return step(() -> putBack(old)).then(_ -> new Outcome.Refused<>(problem));
    }
    return started.then(
        id ->
            step(() -> {
                  // Its volumes are the new one's.
                  ignoringAbsence("DELETE", "/containers/%s".formatted(old.id()));
                  return id;
                })
                .then(this::view));
  }

  /** The engine's own error is an answer, too: the step was not done. */
  private static <T> Outcome<T> step(Callable<T> effect) {
    Outcome<T> outcome = EngineAnswers.effect(() -> BoundedCall.within(PATIENCE, effect));
    return outcome instanceof Outcome.Unknown<T>(Problem problem) && problem.is("Engine500")
        ? new Outcome.Refused<>(problem)
        : outcome;
  }

  private void setAside(Old old) {
    String id = old.id();
    if (!old.settings().path("Name").asString("").equals("/" + old.asideName())) {
      post("/containers/%s/rename?name=%s".formatted(id, old.asideName()));
    }
    ignoringSameState("/containers/%s/stop?t=%d".formatted(id, GRACE_SECONDS));
  }

  /** What an earlier try made. */
  private Optional<InstanceId> ours(Old old) {
    try {
      JsonNode there = get("/containers/%s/json".formatted(old.name()));
      return there
              .path("Config")
              .path("Labels")
              .path(AdoptedSettings.FROM)
              .asString("")
              .equals(old.id())
          ? Optional.of(new InstanceId(there.path("Id").asString("")))
          : Optional.empty();
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private InstanceId make(Old old, AdoptedSettings adopted) {
    ObjectNode definition =
        adopted.definition(settings.installation(), image(old), clock.instant());
    // The engine joins one network when it makes a container, and the others afterwards.
    var networks = (ObjectNode) definition.path("NetworkingConfig").path("EndpointsConfig");
    ObjectNode others = JsonNodeFactory.instance.objectNode();
    Iterator<Map.Entry<String, JsonNode>> all = networks.properties().iterator();
    for (boolean first = true; all.hasNext(); first = false) {
      Map.Entry<String, JsonNode> network = all.next();
      if (!first) {
        others.set(network.getKey(), network.getValue());
      }
    }
    others.propertyNames().forEach(networks::remove);
    String id =
        http.call("POST", "/containers/create?name=" + old.name(), Optional.of(definition))
            .path("Id")
            .asString("");
    for (Map.Entry<String, JsonNode> network : others.properties()) {
      ObjectNode join = JsonNodeFactory.instance.objectNode().put("Container", id);
      join.set("EndpointConfig", network.getValue());
      http.call("POST", "/networks/%s/connect".formatted(network.getKey()), Optional.of(join));
    }
    return new InstanceId(id);
  }

  /** By its name, unless that means another image by now. */
  private String image(Old old) {
    String name = old.settings().path("Config").path("Image").asString("");
    String id = old.settings().path("Image").asString("");
    try {
      JsonNode now =
          get("/images/%s/json".formatted(URLEncoder.encode(name, StandardCharsets.UTF_8)));
      return now.path("Id").asString("").equals(id) ? name : id;
    } catch (NotFoundException e) {
      return id;
    }
  }

  private InstanceId begin(InstanceId id) {
    ignoringSameState("/containers/%s/start".formatted(id));
    return id;
  }

  private boolean putBack(Old old) {
    ours(old).ifPresent(id -> ignoringAbsence("DELETE", "/containers/%s?force=true".formatted(id)));
    post("/containers/%s/rename?name=%s".formatted(old.id(), old.name()));
    if (old.ran()) {
      ignoringSameState("/containers/%s/start".formatted(old.id()));
    }
    return true;
  }

  private Outcome<Instance> view(InstanceId id) {
    return switch (reader.byId(id.value())) {
      case Look.Found<Container>(Container there) -> Outcome.done(reader.view(there));
      case Look.Absent<Container> _ -> Outcome.busy("Raced", "%s was removed".formatted(id));
      case Look.CouldNotLook<Container>(Problem problem) -> new Outcome.Unknown<>(problem);
    };
  }

  private JsonNode get(String path) {
    return http.call("GET", path, Optional.empty());
  }

  private void post(String path) {
    http.call("POST", path, Optional.empty());
  }

  private void ignoringSameState(String path) {
    try {
      post(path);
    } catch (NotModifiedException e) {
      // It runs, or does not, already.
    }
  }

  private void ignoringAbsence(String method, String path) {
    try {
      http.call(method, path, Optional.empty());
    } catch (NotFoundException e) {
      // An earlier try removed it.
    }
  }
}
