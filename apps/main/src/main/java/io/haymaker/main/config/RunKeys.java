package io.haymaker.main.config;

import static io.haymaker.main.config.Feature.CLEANUP;
import static io.haymaker.main.config.Feature.RUNS;

import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.scenario.SimulationSize;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How runs go, and how hard they clean up. */
final class RunKeys {
  static final Setting<SimulationSize> SIZE =
      Setting.of(
              "SIMULATION_SIZE",
              RUNS,
              Parsers.SIZE,
              "How many scenarios a run has unless it says so itself: 5, 15 or 30.")
          .byDefault("small");

  static final Setting<Duration> DURATION =
      duration("RUN_DURATION", "How long agents operate unless a run says so itself.", "8h");

  static final Setting<Duration> TIMEOUT =
      duration("CONTAINER_TIMEOUT", "After which the platform itself ends an agent.", "10h");

  static final Setting<Duration> MONITOR =
      duration("MONITOR_INTERVAL", "Between looks at the containers when no event came.", "15m");

  static final Setting<Path> SCENARIOS =
      Setting.of(
          "SCENARIOS_FOLDER",
          RUNS,
          Parsers.FOLDER,
          "The folder of scenario documents; the one that came along unless it is set.");

  static final Setting<Integer> WIDTH =
      Setting.of(
              "PROVISIONING_WIDTH",
              RUNS,
              Parsers.whole(1, 64),
              "How many scenarios are provisioned side by side.")
          .byDefault("8");

  static final Setting<Duration> PROPAGATION =
      duration("PROPAGATION_LIMIT", "How long a new identity may take to become effective.", "10m");

  static final Setting<Duration> PROVISIONING =
      duration(
          "PROVISIONING_LIMIT",
          "After which a scenario that is not provisioned has failed.",
          "30m");

  static final Setting<Duration> GRACE =
      duration(
          "AGENT_GRACE",
          "What an agent may take beyond RUN_DURATION for making and tearing down.",
          "1h");

  static final Setting<Duration> STOP_GRACE =
      duration("STOP_GRACE", "How long a stopped agent may take to end.", "2m");

  static final Setting<List<String>> ROLES =
      Setting.of(
              "AGENT_ROLES",
              RUNS,
              Parsers.LIST,
              "Roles of an agent in its own group: names or ids.")
          .byDefault("Contributor");

  static final Setting<String> CUSTOM_ROLE =
      Setting.of(
          "CUSTOM_ROLE_ID",
          RUNS,
          Parsers.matching("GUID or resource id of a role", Parsers.GUID_FORM + "|/[^\\s]+"),
          "A custom role that agents hold in their own group beside AGENT_ROLES.");

  static final Setting<Integer> ROTATION =
      Setting.of(
              "SP_SECRET_ROTATION_DAYS",
              RUNS,
              Parsers.whole(1, 365),
              "How many days an agent's secret lives at most. A run that would outlast it is"
                  + " refused: a container that runs cannot be handed a new one.")
          .byDefault("30");

  static final Setting<List<ScheduleLine>> SCHEDULES =
      Setting.of(
              "SCHEDULES",
              RUNS,
              SchedulesReader.PARSER,
              "When 'haymaker schedule' begins runs by itself.")
          .byDefault(SchedulesReader.REGIONS);

  static final Setting<Duration> DEADLINE =
      of(CLEANUP, "CLEANUP_DEADLINE", "For all rounds of a cleanup together.", "2h");

  static final Setting<Integer> ATTEMPTS =
      Setting.of(
              "DELETION_ATTEMPTS",
              CLEANUP,
              Parsers.whole(1, 100),
              "Rejected attempts at one resource in one round.")
          .byDefault("5");

  static final Setting<Duration> ROUND_WAIT =
      of(CLEANUP, "DELETION_ROUND_WAIT", "The longest wait between two rounds.", "5m");

  static final Setting<Duration> FOLLOW =
      of(CLEANUP, "DELETION_FOLLOW", "How long an accepted deletion is followed.", "5m");

  static final Setting<Duration> FOLLOW_SLOW =
      of(
          CLEANUP,
          "DELETION_FOLLOW_SLOW",
          "The same for groups, gateways and Container Apps environments.",
          "45m");

  static final Setting<Duration> STALE =
      of(
          CLEANUP,
          "INVENTORY_STALE_AFTER",
          "How long the inventory may go on listing what answers 404.",
          "15m");

  static final Setting<Duration> SETTLE =
      of(
          CLEANUP,
          "INVENTORY_SETTLE",
          "How far apart the two listings are that agree that nothing remains.",
          "1m");

  static final Setting<Integer> DELETION_WIDTH =
      Setting.of(
              "DELETION_WIDTH",
              CLEANUP,
              Parsers.whole(1, 64),
              "How many deletions run side by side.")
          .byDefault("16");

  static final Setting<URI> WEBHOOK =
      Setting.of(
          "ALERT_WEBHOOK_URL",
          CLEANUP,
          Parsers.HTTPS_HOOK,
          "Who is told of a cleanup that could not prove itself.");

  static final Setting<SecretValue> WEBHOOK_SECRET =
      Setting.of(
              "ALERT_WEBHOOK_SECRET",
              CLEANUP,
              Parsers.SECRET,
              "What messages to ALERT_WEBHOOK_URL are signed with.")
          .requiredWith(WEBHOOK);

  static final List<Setting<?>> ALL =
      List.of(
          SIZE,
          DURATION,
          TIMEOUT,
          MONITOR,
          SCENARIOS,
          WIDTH,
          PROPAGATION,
          PROVISIONING,
          GRACE,
          STOP_GRACE,
          ROLES,
          CUSTOM_ROLE,
          ROTATION,
          SCHEDULES,
          DEADLINE,
          ATTEMPTS,
          ROUND_WAIT,
          FOLLOW,
          FOLLOW_SLOW,
          STALE,
          SETTLE,
          DELETION_WIDTH,
          WEBHOOK,
          WEBHOOK_SECRET);

  private RunKeys() {}

  private static Setting<Duration> duration(String name, String description, String fallback) {
    return of(RUNS, name, description, fallback);
  }

  private static Setting<Duration> of(
      Feature feature, String name, String description, String fallback) {
    return Setting.of(name, feature, Parsers.DURATION, description).byDefault(fallback);
  }
}
