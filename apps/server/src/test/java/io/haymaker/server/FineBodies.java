package io.haymaker.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bodies that each route takes, which have every field in every form between them. */
final class FineBodies {
  private static final String START =
      """
      {"image": "nginx", "count": 1, "min_replicas": 1, "max_replicas": 5,
       "resources": {"cpu": "0.5", "memory": "64m", "disk": "1g"},
       "env": {"A": "b"}, "ports": {"80/tcp": 0}, "strict": false}
      """;

  private static final Map<String, List<String>> ALL =
      Map.of(
          "POST /start/container",
          List.of(
              START,
              """
              {"resources": {"image": "nginx", "cpu_limit": "0.5", "memory_limit": "64m",
               "disk_limit": "1g"}, "ports": [{"container": 80, "host": 0}]}
              """,
              """
              {"image_url": "nginx", "cpu_limit": "0.5", "memory_limit": "64m",
               "disk_limit": "1g"}
              """),
          "POST /containers/{image}/start",
          List.of(
              """
              {"count": 1, "resources": {"cpu": "0.5", "memory": "64m", "disk": "1g"},
               "env": {"A": "b"}, "ports": {"80/tcp": 0}, "strict": false}
              """,
              """
              {"resources": {"cpu_limit": "0.5", "memory_limit": "64m", "disk_limit": "1g"},
               "ports": [{"container": 80, "host": 0}]}
              """),
          "POST /containers/{image}/stop",
          List.of("{\"instanceId\": \"none\"}"),
          "DELETE /containers/{name}",
          List.of("{\"instanceId\": \"none\"}"),
          "PUT /containers/{image}/resources",
          List.of("{\"cpu_limit\": \"0.5\", \"memory_limit\": \"64m\", \"disk_limit\": \"1g\"}"),
          "POST /registry/endpoints",
          List.of(
              """
              {"id": "e", "image_id": "nginx", "host": "10.0.0.7", "port": 8080,
               "caps": {"cpu": "2", "mem": "1g"}}
              """),
          "POST /api/v1/keys",
          List.of("{\"name\": \"x\", \"role\": \"reader\"}"),
          "POST /api/v1/runs",
          List.of(
              "{\"size\": \"small\", \"duration\": \"PT1H\", \"seed\": 7}",
              "{\"scenarios\": [\"compute-01-x\"]}"));

  private FineBodies() {}

  static List<String> of(Route route) {
    return Optional.ofNullable(ALL.get(route.toString()))
        .orElseThrow(() -> new AssertionError("no body is known that is fine for " + route));
  }

  /** One of them, where the route takes any. */
  static Optional<String> one(Route route) {
    return route.takesBody() ? Optional.of(of(route).getFirst()) : Optional.empty();
  }
}
