package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.http.Json;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A template of an app at a time, as it is kept.
 *
 * @param environment where its replicas run
 * @param profile on what there
 * @param template what its replicas run: no secret values
 * @param activeSince when it was made or last activated: an idle one scales to its least after that
 * @param active whether it is to have replicas
 */
record Revision(
    String name,
    ResourceId app,
    ResourceId environment,
    String profile,
    ObjectNode template,
    Instant createdAt,
    Instant activeSince,
    boolean active) {

  Revision {
    template = template.deepCopy();
  }

  ContainerSpec container() {
    return ContainerSpec.of(template);
  }

  ScaleSpec scale() {
    return ScaleSpec.of(template.path("scale"));
  }

  Revision active(boolean wanted, Instant now) {
    return new Revision(
        name, app, environment, profile, template, createdAt, wanted ? now : activeSince, wanted);
  }

  ObjectNode toJson() {
    ObjectNode json =
        Json.object()
            .put("name", name)
            .put("app", app.text())
            .put("environment", environment.text())
            .put("profile", profile)
            .put("createdAt", createdAt.toString())
            .put("activeSince", activeSince.toString())
            .put("active", active);
    json.set("template", template);
    return json;
  }

  static Revision parse(ObjectNode json) {
    return new Revision(
        json.path("name").stringValue(),
        ResourceId.parse(json.path("app").stringValue()).orElseThrow(),
        ResourceId.parse(json.path("environment").stringValue()).orElseThrow(),
        json.path("profile").stringValue(),
        (ObjectNode) json.path("template"),
        Instant.parse(json.path("createdAt").stringValue()),
        Instant.parse(json.path("activeSince").stringValue()),
        json.path("active").booleanValue());
  }
}
