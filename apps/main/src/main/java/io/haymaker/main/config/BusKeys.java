package io.haymaker.main.config;

import static io.haymaker.main.config.Feature.BUS;

import io.haymaker.core.identity.SecretValue;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Where events go through. */
final class BusKeys {
  private static final Parser<String> ENTITY =
      Parsers.matching("name of a topic or subscription", "[A-Za-z0-9][A-Za-z0-9._-]{0,259}");

  static final Setting<String> NAMESPACE =
      Setting.of(
              "SERVICE_BUS_NAMESPACE",
              BUS,
              Parsers.matching(
                  "name or host name, with a port if need be", "[A-Za-z0-9][A-Za-z0-9.-]*(:\\d+)?"),
              "The namespace: its name, or its host name where that is not under"
                  + " servicebus.windows.net.")
          .required();

  static final Setting<String> TOPIC =
      Setting.of("SERVICE_BUS_TOPIC", BUS, ENTITY, "Where agents send to.").byDefault("agent-logs");

  static final Setting<String> SUBSCRIPTION =
      Setting.of("SERVICE_BUS_SUBSCRIPTION", BUS, ENTITY, "What the control plane reads.")
          .byDefault("orchestrator-sub");

  static final Setting<URI> HTTPS_ENDPOINT =
      Setting.of(
          "SERVICE_BUS_HTTPS_ENDPOINT",
          BUS,
          Parsers.HTTPS,
          "Where agents send to over HTTPS; https:// and the namespace's host unless it is set.");

  static final Setting<Duration> MAX_WAIT =
      Setting.of(
              "SERVICE_BUS_MAX_WAIT",
              BUS,
              Parsers.DURATION,
              "How long one receive waits for messages.")
          .byDefault("5s");

  static final Setting<Integer> BATCH =
      Setting.of(
              "SERVICE_BUS_BATCH_SIZE",
              BUS,
              Parsers.whole(1, 4500),
              "The most messages in one batch that is sent.")
          .byDefault("100");

  static final Setting<SecretValue> CONNECTION =
      Setting.of(
          "SERVICE_BUS_CONNECTION_STRING",
          BUS,
          Parsers.SECRET,
          "In place of the login; under HAYMAKER_PROFILE=local only.");

  static final List<Setting<?>> ALL =
      List.of(NAMESPACE, TOPIC, SUBSCRIPTION, HTTPS_ENDPOINT, MAX_WAIT, BATCH, CONNECTION);

  private BusKeys() {}
}
