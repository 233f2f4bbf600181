package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.http.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A probe as a container's template has it; what the template leaves out is Kubernetes' default.
 *
 * @param path what a GET is sent to; empty where a connection is enough
 */
record ProbeSpec(
    Kind kind,
    int port,
    Optional<String> path,
    Duration initialDelay,
    Duration period,
    Duration timeout,
    int successes,
    int failures) {

  enum Kind {
    LIVENESS,
    READINESS,
    STARTUP
  }

  /**
   * Reads the probes of a container.
   *
   * @throws io.haymaker.emulator.http.Refused (400) naming what is wrong or not supported
   */
  static List<ProbeSpec> of(JsonNode container) {
    List<ProbeSpec> probes = new ArrayList<>();
    for (JsonNode node : container.path("probes")) {
      ProbeSpec probe = probe(node);
      if (probes.stream().anyMatch(other -> other.kind == probe.kind)) {
        throw AppErrors.invalid("There are two probes of the type " + probe.kind + ".");
      }
      probes.add(probe);
    }
    return probes;
  }

  private static ProbeSpec probe(JsonNode node) {
    boolean http = node.path("httpGet").isObject();
    if (http == node.path("tcpSocket").isObject()) {
      throw AppErrors.invalid("A probe needs either httpGet or tcpSocket.");
    }
    JsonNode question = node.path(http ? "httpGet" : "tcpSocket");
    if (!Json.string(question, "scheme").orElse("HTTP").equalsIgnoreCase("HTTP")) {
      throw AppErrors.notSupported("probes by HTTPS");
    }
    if (question.has("host") || !question.path("httpHeaders").isEmpty()) {
      throw AppErrors.notSupported("probes with a host or headers of their own");
    }
    return new ProbeSpec(
        kind(Json.string(node, "type").orElse("")),
        number(question, "port", 1, 65_535, Optional.empty()),
        http ? Json.string(question, "path").or(() -> Optional.of("/")) : Optional.empty(),
        Duration.ofSeconds(number(node, "initialDelaySeconds", 0, 60, Optional.of(0))),
        Duration.ofSeconds(number(node, "periodSeconds", 1, 240, Optional.of(10))),
        Duration.ofSeconds(number(node, "timeoutSeconds", 1, 240, Optional.of(1))),
        number(node, "successThreshold", 1, 10, Optional.of(1)),
        number(node, "failureThreshold", 1, 10, Optional.of(3)));
  }

  private static Kind kind(String type) {
    for (Kind kind : Kind.values()) {
      if (kind.name().equals(type.toUpperCase(Locale.ROOT))) {
        return kind;
      }
    }
    throw AppErrors.invalid(
        "The type '" + type + "' of a probe is not one of Liveness, Readiness and Startup.");
  }

  private static int number(
      JsonNode node, String member, int least, int most, Optional<Integer> standard) {
    JsonNode value = node.path(member);
    if (value.isMissingNode() && standard.isPresent()) {
      return standard.get();
    }
    if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
      throw AppErrors.invalid("A probe needs a " + member + " from " + least + " to " + most + ".");
    }
    return value.intValue();
  }
}
